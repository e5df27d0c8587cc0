/** The words around a figure. */
export const FIGURE_WORDS = {
	table: 'Numbers as a table',
	tableLabel: (title: string) => `Table: ${title}`,
	cite: 'Sentence and citation',
	copySentence: 'Copy sentence',
	copied: 'Copied',
	copyFailed: 'Could not copy; select the text below',
	link: 'Link to this figure',
	definition: 'Definition',
	downloads: 'Download',
	notes: 'Beside the numbers',
	nothing: 'There is nothing to show here.',
	refused: 'This figure cannot be shown.',
	cited: (sentence: string, citation: string) => `${sentence}\n\n${citation}`
} as const;

/** Signs that tell apart why a number is not there. */
export const KEY_WORDS = {
	title: 'How to read what is not a number',
	withheld: 'withheld to protect privacy',
	zero: 'zero: nobody',
	noData: 'no data',
	notYet: 'not yet observable'
} as const;
