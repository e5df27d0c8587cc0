/** The words of the page that says what is taken from where. */
export const FORMAT_WORDS = {
	title: 'Layouts: what is taken from where',
	lead: 'Made from the declarations that files are read by. Send a file as your system exports it; which layout it is, is told by its columns.',
	contents: 'On this page',
	own: {
		title: 'Our own templates',
		lead: 'One for each kind of export. Headers may be the names or the titles of the columns, in any order.',
		dataset: 'Export',
		grain: 'Holds',
		files: 'Files',
		template: 'blank template',
		sample: 'sample file',
		columns: 'columns'
	},
	partners: {
		title: 'Layouts of partners',
		of: (partner: string) => `Only in files of ${partner}.`,
		dates: (order: string) => `Dates are written ${order}.`,
		ignored: (headers: string) => `Left out on purpose: ${headers}.`
	},
	standards: {
		title: 'Outside standards',
		lead: 'One file (or one zip) becomes several exports at once. A column that is not named below is not taken, and a file of an archive that is not named is only counted. The file itself is kept as it was sent, for administrators, less what is named as never stored.',
		source: 'Source',
		versions: (versions: string) => `Versions: ${versions}.`,
		samples: 'Sample files (invented)',
		files: 'Its files',
		noHeader: 'The file has no header; its columns come in this order:',
		written: (column: string, example: string) => `${column}, written like ${example}`,
		skips: 'Records that are left out',
		skip: (when: string, why: string, file: string) =>
			file ? `${file}: where ${when}: ${why}.` : `Where ${when}: ${why}.`,
		absent: (why: string) => `Where the person is not found: ${why}.`,
		never: 'Never stored',
		neverTables: (files: string) => `These files, whole: ${files}.`,
		neverColumns: (columns: string) => `These columns, wherever they stand: ${columns}.`,
		linking: 'Read for linking only, locked away and never shown',
		refuses: 'Refused',
		refuse: (file: string, when: string, why: string) =>
			`The whole archive, with one record of ${file} where ${when}: ${why}. Nothing of it is kept.`
	},
	made: {
		table: (dataset: string) => `What becomes ${dataset}`,
		from: (file: string, when: string) => (when ? `From ${file}, where ${when}.` : `From ${file}.`),
		theFile: 'each record',
		latest: (column: string) => `Of several records with one key, that with the latest ${column}.`,
		with: (name: string, file: string, match: string) => `“${name}” is the record of ${file} with ${match}.`,
		person: (name: string, match: string) =>
			`“${name}” is the sender’s own participant, found by ${match}; the number itself goes nowhere else.`,
		latestOf: (column: string) => ` Of several, that with the latest ${column}.`,
		earliestOf: (column: string) => ` Of several, that with the earliest ${column}.`,
		ours: 'Our column',
		theirs: 'What stands in it',
		codes: 'Their codes',
		identifying: 'for linking only',
		asWritten: 'Every code is ours already, or answered once.',
		unknown: (codes: string) => `Left empty and counted: ${codes}.`,
		everyOther: (code: string) => `every other: ${code}`
	},
	orders: {
		iso: 'year first (2015-03-31)',
		mdy: 'month first (3/31/2015)',
		dmy: 'day first (31/3/2015)',
		ymd: '20150331',
		serial: 'as a workbook counts days'
	} as Record<string, string>,
	says: {
		or: ' or ',
		and: ' and ',
		is: (column: string, values: string) => `${column} is ${values}`,
		not: (column: string, values: string) => `${column} is not ${values}`,
		begins: (column: string, values: string) => `${column} begins with ${values}`,
		filled: (column: string) => `${column} is filled`,
		empty: (column: string) => `${column} is empty`,
		value: (value: string) => `“${value}”`,
		text: (text: string) => `the text ${text}`,
		otherwise: '; else ',
		flag: (value: string, column: string, yes: string) => `“${value}” where ${column} is ${yes}`,
		several: (value: string) => `“${value}” where several are`,
		when: (condition: string, then: string) => `${then} where ${condition}`,
		quarterEnd: (column: string, after: number) =>
			`the last day of the quarter ${after} quarters after that of ${column}`,
		times: (times: number, column: string) => `${times} × ${column}`,
		head: (length: number, column: string) => `the first ${length} characters of ${column}`,
		periodStart: 'the first day of the quarter that the file is for',
		occupation: (column: string) => `the occupation (SOC) in ${column}`
	}
};
