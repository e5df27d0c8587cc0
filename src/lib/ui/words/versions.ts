/** The words of what a submission changes, and of the versions beside it. */
export const VERSION_WORDS = {
	changes: {
		title: 'What it changes',
		titleBefore: 'What publishing it would change',
		see: 'See what it would change',
		lead: 'Rows are told apart by their id. Names, birth dates and numbers of people are not compared here.',
		alone: 'It is the first of its kind from this partner: there is nothing to compare it with.',
		replaces: (file: string, day: string) => `Against ${file} of ${day}, whose place it takes`,
		replaced: (file: string, day: string) => `Against ${file} of ${day}, whose place it took`,
		lastQuarter: (period: string, file: string) => `Against ${period} (${file})`,
		added: 'new rows',
		vanished: 'rows gone',
		changed: 'rows changed',
		same: 'rows as before',
		columns: (columns: string) => `Changed in: ${columns}.`,
		inColumn: (title: string, rows: string) => `${title} (${rows})`,
		examples: 'Some of them',
		exampleAdded: (keys: string) => `New: ${keys}`,
		exampleVanished: (keys: string) => `Gone: ${keys}`,
		exampleChanged: (key: string, line: string, column: string, before: string, after: string) =>
			`${key} (line ${line}), ${column}: ${before} → ${after}`,
		empty: 'empty',
		otherRows:
			'None of the ids is the same. An export that holds only what is new in each quarter has new ids each time.',
		otherPart:
			'None of its rows is in this file. If this file is a second part of the quarter and not a correction, put both into one file: publishing leaves only the rows of this one.',
		numbers: {
			title: 'The partner’s own numbers, before and after',
			number: 'Number',
			lastQuarter: 'Quarter before',
			replaces: 'Now published',
			replaced: 'Before',
			now: 'This file'
		}
	},
	versions: {
		title: 'Versions',
		lead: 'Everything filed for this partner, export and quarter. What was filed is never overwritten.',
		file: 'File',
		received: 'Received',
		status: 'Status',
		rows: 'Rows',
		counted: 'Counted',
		this: 'this one',
		since: (state: number, day: string, who: string) => `since state ${state} (${day}, ${who})`,
		span: (from: number, to: number, day: string) => `states ${from} to ${to}, until ${day}`,
		never: 'never',
		original: 'Original',
		fetch: 'Download',
		originalOf: (file: string, day: string) => `Original as sent: ${file}, received ${day}`
	},
	calendar: {
		title: 'Who has filed what',
		lead: 'Each partner’s exports by quarter. A blank cell means that nothing of the kind had come yet; awards and the service matrix hold until they are filed anew.',
		export: 'Export',
		published: (rows: string) => `${rows} rows, published`,
		waiting: 'waits',
		rejected: 'not accepted',
		missing: 'not filed',
		standing: 'as before',
		withdrawn: 'withdrawn'
	}
} as const;
