import type { LeftBecause, SubmissionStatus } from '$lib/domain';

/** What a status is called, and what it means for the reader. */
export const STATUS_LABELS: Record<SubmissionStatus, { label: string; means: string }> = {
	received: { label: 'received', means: 'Kept, not yet read.' },
	needs_answer: {
		label: 'needs an answer',
		means: 'Something only you can decide is open. Nothing counts yet.'
	},
	rejected: { label: 'not accepted', means: 'Errors stand against it. Nothing of it was stored.' },
	checked: { label: 'checked', means: 'No errors. Publish it, and it counts.' },
	checked_with_warnings: {
		label: 'checked, with warnings',
		means: 'Read what was found, then publish it.'
	},
	published: { label: 'published', means: 'It counts in every figure.' },
	superseded: { label: 'superseded', means: 'A later file for the same period has taken its place.' },
	withdrawn: { label: 'withdrawn', means: 'Taken back. It counts nowhere.' }
};

/** Why a submission that nobody took back counts no longer, since a day. */
export const LEFT_WORDS: Record<LeftBecause['why'], (day: string) => string> = {
	agreement_ended: (day) =>
		`It left the figures on ${day}, when the sharing agreement ended, and counts again once that is renewed.`,
	agreement_not_begun: (day) =>
		`It left the figures on ${day}, because the sharing agreement has not begun, and counts again once it has.`,
	dataset_not_agreed: (day) =>
		`It left the figures on ${day}, because the sharing agreement does not include it any more, and counts again once that does.`,
	rows_removed: (day) => `It left the figures on ${day}: its rows were removed at the end of their retention.`
};

/** The words of the page that lists and receives files. */
export const SUBMISSION_WORDS = {
	title: 'Submissions',
	lead: 'File a partner’s export as it is. Every problem is named at once, in the words of the file; nothing counts until you publish it.',
	leadReader: 'What each partner has filed. Analysts and administrators file and publish.',
	formats: 'Layouts that are understood, blank templates and sample files',
	file: {
		title: 'File an export',
		partner: 'Whose file is it?',
		partnerFirst: 'Choose a partner',
		newPartner: 'A partner that is not in the list',
		newPartnerHint: 'Letters, digits and underscores, for example county_services.',
		files: 'Files',
		filesHint: (megabytes: number) =>
			`CSV as your system exports it, also zipped or as a workbook; up to ${megabytes} MB. Several at once are fine.`,
		drop: 'Drop files here, or choose them',
		dropNow: 'Let go to add these files',
		details: 'Say what it is about, if the file does not',
		dataset: 'Kind of export',
		datasetAll: 'Tell by its columns',
		period: 'Quarter',
		periodHint: 'Like 2015 Q3. Empty: told by the name of the file, or asked.',
		calendar: 'The quarter is of the',
		calendars: { calendar: 'calendar year', federal: 'federal fiscal year', program: 'program year' },
		send: 'Check the file',
		sending: 'Sending',
		reading: 'Received. Reading and checking every line',
		sent: (percent: number) => `${percent}% sent`,
		failed: 'The upload did not get through. Nothing was kept; try again.'
	},
	preview: {
		title: (file: string) => `First lines of ${file}`,
		lead: 'A quick look in your browser. The check after sending reads every line.',
		shape: (columns: number, delimiter: string, encoding: string) =>
			`${columns} ${columns === 1 ? 'column' : 'columns'}, separated by ${delimiter}, ${encoding}`,
		first: (columns: number) => `The first ${columns} columns are shown.`,
		notText: 'This is not plain text (a workbook, a zip or a gzip). It is opened after sending.',
		empty: 'The file is empty.',
		unreadable: 'Your browser could not read it. It can still be sent.',
		delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' } as Record<string, string>,
		other: 'something else'
	},
	results: {
		title: 'What came of it',
		open: 'Read the findings',
		openChecked: 'Look and publish',
		already: 'Already received: nothing has changed.',
		errors: (count: number) => `${count} ${count === 1 ? 'error' : 'errors'}`,
		warnings: (count: number) => `${count} ${count === 1 ? 'warning' : 'warnings'}`,
		clean: 'no findings'
	},
	list: {
		title: 'What has been filed',
		empty: 'Nothing has been filed yet.',
		none: 'No submission fits these choices.',
		partner: 'Partner',
		dataset: 'Export',
		period: 'Quarter',
		status: 'Status',
		rows: 'Rows loaded',
		rejected: (count: string) => `${count} not accepted`,
		file: 'File',
		received: 'Received',
		allPartners: 'All partners',
		allDatasets: 'All exports',
		allStatuses: 'Any status',
		allPeriods: 'All quarters',
		unknown: 'not known',
		more: (shown: number, all: number) => `The newest ${shown} of ${all} are shown.`,
		showAll: 'Show all'
	}
} as const;

/** The words of the page of one submission. */
export const ONE_SUBMISSION_WORDS = {
	title: (partner: string, dataset: string, period: string) =>
		[partner, dataset, period].filter(Boolean).join(' · '),
	back: 'All submissions',
	received: (file: string, day: string) => `${file}, received ${day}`,
	matched: 'Checked again by what you chose. It is remembered for this partner’s next file.',
	partly: (rows: string) =>
		`${rows} ${rows === '1' ? 'row is' : 'rows are'} not accepted, which the findings name; the others can be published without them.`,
	whole: {
		title: 'Why the whole file was refused',
		lead: 'Single rows that are wrong leave the others in peace; these errors put the whole file in doubt:',
		rows: 'This partnership takes a file only when every row of it is right.'
	},
	already:
		'These very bytes were received before for this partner, dataset and quarter. Nothing has changed.',
	rows: {
		title: 'Every line accounted for',
		file: 'records in the file',
		titleMade: 'Every row accounted for',
		made: 'rows made of the file',
		noteMade:
			'A record of the file may become several rows here, or none; the lines of the file itself were accounted for when it was loaded.',
		loaded: 'loaded',
		rejected: 'not accepted',
		waiting: 'waiting',
		ignored: (count: string) => (count === '1' ? 'line left out' : 'lines left out')
	},
	questions: {
		title: 'One thing only you can decide',
		titleMany: 'Things only you can decide',
		lead: 'The answer is remembered for this partner and kind of export; it is not asked again.',
		send: 'Answer and check again',
		otherQuarter: 'Another quarter, like 2015 Q3',
		match: 'Match all columns on one screen, with their values',
		orHere: 'Or answer here, without seeing values'
	},
	publish: {
		title: 'Publish',
		lead: 'Publishing makes the next state. Every figure counts these rows from then on; you can take it back.',
		button: 'Publish',
		replaces: (file: string, rows: string, day: string) =>
			`It takes the place of ${file} (${rows} rows, received ${day}), which is published for the same partner, export and quarter.`,
		difference: (rows: string) => `Rows: ${rows}.`,
		confirm: 'Yes, replace what is published',
		strange: 'None of its rows is in this file.',
		strangeHint:
			'If this file is a second part of the quarter and not a correction, put both into one file: publishing leaves only the rows of this one.',
		quarter: (count: string, period: string) =>
			`${count} dates lie after ${period}. Is this file for ${period}?`,
		quarterHint: 'If it is not, file it again with its own quarter.',
		quarterConfirm: (period: string) => `Yes, it is for ${period}`,
		replaceButton: 'Publish and replace'
	},
	withdraw: {
		title: 'Take it back',
		lead: 'Withdrawing makes the next state, in which none of these rows count.',
		returns: (file: string, day: string) => `${file}, received ${day}, which it replaced, counts again.`,
		nothing: 'Nothing takes its place: this quarter is then missing for this partner.',
		confirm: 'Yes, take it back',
		button: 'Withdraw'
	},
	again: {
		title: 'Publish it again',
		lead: 'It was withdrawn and can be published again.'
	},
	done: {
		published: (state: number | null) =>
			state
				? `Published. This is state ${state}; the figures count it as soon as they are computed, in a few seconds.`
				: 'Published.',
		withdrawn: 'Withdrawn. The figures leave it out as soon as they are computed, in a few seconds.',
		answered: 'Answered and checked again.',
		see: 'See the overview'
	},
	findings: {
		title: 'Findings',
		none: 'Nothing was found wrong.',
		errors: (count: number) => `${count} ${count === 1 ? 'error' : 'errors'}`,
		warnings: (count: number) => `${count} ${count === 1 ? 'warning' : 'warnings'}`,
		lead: 'Grouped by what to do. Fix each rule once for the whole column, then file again.',
		error: 'Error',
		warning: 'Warning',
		times: (count: string) => `${count} rows`,
		once: '1 row',
		doThis: 'What to do:',
		fixOnce: 'Fix it once for the whole column',
		fixColumns: 'Match the columns',
		inColumn: (header: string) => `Column “${header}”`,
		lines: 'Lines',
		line: 'Line',
		column: 'Column in your file',
		value: 'What we saw',
		saw: 'What is wrong',
		rows: 'Rows',
		others: (count: number) =>
			`The same holds for ${count === 1 ? 'one other value' : `${count} other values`}.`,
		download: 'Findings as a workbook to send back',
		downloadCsv: 'All findings as CSV',
		more: (count: string) => `and ${count} more in the workbook and the CSV`
	},
	understood: {
		title: 'What was understood',
		match: 'Change the matching',
		container: 'Kind of file',
		encoding: 'Letters',
		delimiter: 'Separated by',
		header: 'Header on line',
		format: 'Layout',
		dataset: 'Kind of export',
		period: 'Quarter',
		columns: 'Columns',
		theirs: 'In your file',
		ours: 'Read as',
		how: 'How we know',
		leftOut: 'left out',
		notYet: 'not matched yet',
		reasons: 'Why we think so',
		table: 'Columns of the file and what they were read as',
		ways: {
			answer: 'you said so',
			remembered: 'you said so before',
			format: 'the layout says so',
			name: 'by its name',
			'left out': 'nobody has said what it is',
			'not asked for': 'not asked for',
			'not matched yet': ''
		} as Record<string, string>,
		delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' } as Record<string, string>
	},
	ignored: {
		title: 'Lines left out on purpose',
		line: 'Line',
		why: 'Why',
		from: (row: number, count: number) => (count > 1 ? `${row} to ${row + count - 1}` : String(row))
	}
} as const;
