/** The words of the screen where a file's columns are matched with ours and rules are made for whole columns. */
export const MATCH_WORDS = {
	title: 'Match the columns',
	back: 'Back to the submission',
	lead: 'Say once which of the file’s columns is which of ours. It is remembered for this partner and kind of export; the next file is not asked again.',
	/** What holds once a file was published. */
	settled:
		'This file was published, so it stays as it is. What you choose here holds for this partner’s later files.',
	draft: (who: string, at: string) => `Begun by ${who}, kept ${at}. Nothing is applied yet.`,
	kept: {
		saving: 'Keeping …',
		saved: 'Kept as a draft.',
		unsaved: 'This could not be kept just now. It is kept with the next change.',
		checking: 'Reading the file with these choices …'
	},
	open: {
		title: (count: number) =>
			count === 1
				? 'One code is not decided yet, and its rows are not accepted'
				: `${count} codes are not decided yet, and their rows are not accepted`,
		rows: (rows: string) => `${rows} ${rows === '1' ? 'row' : 'rows'}`
	},
	missing: {
		title: (count: number) =>
			count === 1 ? 'One column is still missing' : `${count} columns are still missing`,
		why: 'Every row needs them:',
		none: 'Nothing is missing: every column that each row needs has its match.',
		doubled: (title: string) => `Two columns are chosen for ${title}. Choose one of them.`
	},
	headers: {
		title: 'Columns',
		lead: 'Beside each column of the file stand three of its values. Values that may tell who somebody is show their form only.',
		choose: (header: string) => `“${header}” is`,
		unnamed: (place: number) => `Column ${place}, which has no name`,
		out: 'Leave this column out',
		empty: 'empty in every row',
		noColumn: (title: string) => `If no column is the ${title.toLowerCase()}`,
		notByLine: 'One of the columns above is it',
		byLine: 'The file has none: know each row by its line',
		byLineHint: 'Then a file that is sent again is compared line by line.',
		required: ' (needed)',
		certainty: (certainty: number) =>
			certainty >= 0.85 ? 'Almost surely' : certainty >= 0.65 ? 'Likely' : 'Perhaps',
		suggested: (sure: string, title: string, percent: number) => `${sure} ${title} (${percent}%).`,
		ways: {
			answer: 'You said so.',
			remembered: 'You said so before.',
			format: 'The layout says so.',
			name: 'Known by its name.',
			'left out': '',
			'not asked for': 'The layout says that it is not asked for.',
			'not matched yet': ''
		} as Record<string, string>
	},
	codes: {
		title: 'Codes',
		lead: 'Each value of the file, in how many rows it stands, and what it means.',
		column: (title: string, header: string) => `${title}, in “${header}”`,
		row: 'row',
		rows: 'rows',
		meaning: (value: string) => `What “${value}” means`,
		open: 'Not decided: these rows are not accepted',
		leaveOut: 'Leave the row out',
		leaveEmpty: 'Count the cell as empty',
		like: {
			spelled: 'It is spelled nearly so.',
			short: 'It may be short for it; no other begins so.'
		},
		known: (count: number) => (count === 1 ? 'One value that is known' : `${count} values that are known`),
		more: 'There are more different values than can be matched one by one. Is it the right column?'
	},
	writing: {
		title: 'Dates and numbers',
		date: (title: string, header: string) => `Dates of ${title}, in “${header}”`,
		number: (title: string, header: string) => `Numbers of ${title}, in “${header}”`,
		like: (samples: string) => `Like ${samples}.`,
		proof: {
			mdy: 'The dates show that the month comes first.',
			dmy: 'The dates show that the day comes first.',
			both: 'Some dates have the month first and some the day; those that do not fit are not accepted.'
		} as Record<string, string>,
		untold: 'Tell by the values',
		mdy: 'Month first: 3/4 is March 4',
		dmy: 'Day first: 3/4 is April 3',
		comma: 'The comma separates decimals: 12,5 is twelve and a half',
		point: 'The point separates decimals: 1,250 is twelve hundred and fifty'
	},
	prefixes: {
		title: 'What stands before ids',
		lead: 'Where a system writes something before each id that other files leave away, leave it away here too.',
		field: (title: string, header: string) => `Leave away before ${title}, in “${header}”`,
		found: (prefix: string) => `All begin with “${prefix}”.`,
		none: 'They begin with nothing in common.'
	},
	actions: {
		effect: 'See what it changes',
		check: 'Check again',
		keepForLater: 'Keep for later files',
		draft: 'Keep as a draft',
		hint: 'Seeing changes nothing. Checking again applies the choices to this file and remembers them.'
	},
	effect: {
		title: 'What it would change',
		nothing: 'Nothing: the choices are those that hold already.',
		now: 'Now',
		then: 'Then',
		loaded: 'rows load',
		rejected: 'rows are not accepted',
		waiting: 'rows wait',
		status: (questions: number) =>
			questions === 1 ? 'One question would still be open.' : `${questions} questions would still be open.`,
		refused: 'The file as a whole would not be accepted: too much of it is still wrong.',
		settled: 'The file is published and stays as it is; later files are read so.',
		samples: (title: string, header: string) => `${title}, in “${header}”`,
		line: 'Line',
		sent: 'In the file',
		notLoaded: 'not loaded',
		empty: 'empty'
	},
	done: {
		kept: 'Kept for later files of this partner.',
		draft: 'Kept as a draft.'
	},
	remembered: {
		title: 'What is remembered',
		lead: 'Each answer with its earlier ones. Change one above, and the change is remembered with your name.',
		none: 'Nothing yet.',
		nothing: 'nothing',
		kinds: {
			column: (title) => title,
			leave: (title) => `Column “${title}”`,
			code: (title, value) => `“${value}” in ${title}`,
			date_order: (title) => `Dates of ${title}`,
			seen_order: (title) => `Dates of ${title}`,
			decimal_comma: (title) => `Numbers of ${title}`,
			strip_prefix: (title) => `Before each ${title}`
		} as Record<string, (title: string, value: string) => string>,
		answers: {
			'#line': 'none: each row by its line',
			yes: 'left out',
			no: 'not left out',
			mdy: 'month first',
			dmy: 'day first',
			comma: 'decimals behind a comma',
			point: 'decimals behind a point',
			'leave-out': 'the row is left out',
			'leave-empty': 'counts as empty',
			true: 'Yes',
			false: 'No'
		} as Record<string, string>,
		what: 'What',
		answer: 'Answer',
		when: 'When',
		who: 'Who',
		unknown: 'not noted',
		seen: 'shown by a file',
		earlier: (count: number) => (count === 1 ? 'one earlier answer' : `${count} earlier answers`),
		download: 'As a layout (JSON)'
	}
} as const;
