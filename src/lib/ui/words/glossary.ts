/** The words of the glossary. */
export const GLOSSARY_WORDS = {
	title: 'Glossary: what each number and each column means',
	lead: 'Made from the declarations that the program itself counts and checks by, so it cannot say anything else than it does.',
	contents: 'On this page',
	measures: {
		title: 'Measures',
		question: 'Question',
		definition: 'Definition',
		formula: 'Formula',
		numerator: 'Counted',
		denominator: 'Of',
		tables: 'Published by',
		disclosure: 'Small numbers',
		source: 'Source',
		see: 'See the figure'
	},
	statuses: {
		title: 'What is not a number',
		rows: [
			['withheld to protect privacy', 'A small count, or one from which a small count could be computed.'],
			['0', 'Nobody. Zero is shown.'],
			['no data', 'Nobody told us: nothing was filed that could say.'],
			['not yet observable', 'It is too early to know.']
		]
	},
	datasets: {
		title: 'Exports and their columns',
		lead: 'What partners file. A blank template in our own words can be filled in any spreadsheet.',
		template: 'Blank template (CSV)',
		column: 'Column',
		type: 'Holds',
		description: 'Meaning',
		example: 'Example',
		required: 'required',
		identifying: 'for linking only, never shown',
		table: (title: string) => `Columns of ${title}`,
		types: {
			string: 'text',
			integer: 'whole number',
			number: 'number',
			boolean: 'yes or no',
			date: 'date',
			list: 'list, separated by ;'
		} as Record<string, string>,
		codesOf: 'codes'
	},
	checks: {
		title: 'What every file is checked for',
		lead: 'All of these run over every file at once. An error keeps a row (or the file) out; a warning lets it in and says what to look at. Places in ‹angles› are filled in.',
		kinds: {
			structure: 'The file as a file',
			columns: 'Its columns',
			values: 'The values of a column',
			row: 'Columns of one row against each other',
			roster: 'Against the partner’s own rosters',
			quarter: 'Against the partner’s own last quarter'
		} as Record<string, string>,
		severities: { error: 'error', warning: 'warning' },
		check: 'Check',
		severity: 'Kind',
		message: 'What it says',
		fix: 'What to do',
		count: (checks: number) => `${checks} checks`
	},
	codes: {
		title: 'Code lists',
		code: 'Code',
		label: 'Called',
		description: 'Meaning',
		source: 'Source',
		table: (title: string) => `Codes: ${title}`
	}
} as const;
