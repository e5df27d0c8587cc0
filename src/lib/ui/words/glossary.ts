/** The words of the glossary. */
export const GLOSSARY_WORDS = {
	title: 'Glossary: what each number and each column means',
	lead: 'Made from the declarations that the program itself counts and checks by, so it cannot say anything else than it does.',
	contents: 'On this page',
	measures: {
		title: 'Measures',
		question: 'Question',
		definition: 'Definition',
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
	codes: {
		title: 'Code lists',
		code: 'Code',
		label: 'Called',
		description: 'Meaning',
		source: 'Source',
		table: (title: string) => `Codes: ${title}`
	}
} as const;
