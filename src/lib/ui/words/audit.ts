import { writeCount } from '$lib/domain';

/** The words of the page that shows who did what. */
export const AUDIT_WORDS = {
	title: 'Audit log: who did what, and when',
	lead: 'Entries are only ever added. Each holds the hash of the one before it, so that an edited or missing line shows.',
	holds: {
		title: 'The chain holds',
		text: (entries: number) =>
			`${writeCount(entries)} ${entries === 1 ? 'entry follows' : 'entries follow'} one from another, from the first to the last.`,
		head: 'Hash of the last entry:',
		keep: 'Note it down outside this machine now and then: it proves later that nothing before it was cut off or written anew.',
		since: (moment: string) =>
			`They were read from the first one on ${moment}; what was added since was followed, and nobody but Braidwork wrote into the file. “braidwork check” reads them all again.`,
		old: (lines: number) =>
			`${writeCount(lines)} older ${lines === 1 ? 'line was' : 'lines were'} written before entries were chained.`
	},
	broken: {
		title: (line: number) => `The log does not fit from line ${writeCount(line)} on`,
		doThis:
			'Copy the home folder before you do anything else, and compare audit.jsonl in it with the one in your last backup. What stands from that line on may have been changed by somebody with access to the folder.'
	},
	cutShort: (lines: number[]) =>
		`${lines.length === 1 ? 'Line' : 'Lines'} ${lines.map(writeCount).join(', ')} ${lines.length === 1 ? 'was' : 'were'} cut short when the program was ended in the midst of writing. The log says so and goes on.`,
	list: {
		title: 'What was done',
		label: 'Entries, the newest first',
		who: 'Who',
		everybody: 'Everybody',
		did: 'What was done',
		anything: 'Anything',
		from: 'From',
		to: 'To',
		words: 'Search in the entries',
		number: 'No.',
		at: 'When',
		what: 'About',
		request: 'Request',
		unproven: 'not proven',
		count: (fitting: number, all: number) =>
			fitting === all
				? `${writeCount(all)} ${all === 1 ? 'entry' : 'entries'}`
				: `${writeCount(fitting)} of ${writeCount(all)} entries`,
		looked: (entries: number) =>
			`The words were looked for in the newest ${writeCount(entries)} of them; choose days, a person or a deed to look further back.`,
		none: 'No entry fits these choices.',
		empty: 'Nothing has been written down yet.',
		download: 'These entries as CSV'
	},
	pages: {
		label: 'Newer and older entries',
		newer: 'Newer',
		older: 'Older',
		at: (page: number, pages: number) => `Page ${writeCount(page)} of ${writeCount(pages)}`
	}
} as const;
