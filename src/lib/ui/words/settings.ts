/** The words of the settings, which are also the first-run screen. */
export const SETTINGS_WORDS = {
	title: 'Settings: who we are and what we watch',
	lead: 'Everything on one screen. It can be changed at any time; numbers already cited stay as they were.',
	save: 'Save',
	saved: 'Saved.',
	next: 'Next: file a quarter',
	identity: {
		title: 'The partnership',
		name: 'Name',
		nameHint: 'Stands on every page, in every citation and on every picture.',
		logo: 'Logo',
		logoHint: 'PNG, JPEG or WebP, at most 1 MB. Empty: keep what there is.',
		logoNow: 'The logo now',
		calendar: 'Calendar',
		calendarHint: 'Quarters are named in it on every page. All three share the same quarter ends.',
		timeZone: 'Time zone',
		timeZoneHint: 'Times and the days of the audit log are shown in it.',
		calendars: {
			calendar: 'Calendar year (Q1 from January 1)',
			federal: 'Federal fiscal year (Q1 from October 1)',
			program: 'Program year (Q1 from July 1)'
		} as Record<string, string>
	},
	focus: {
		title: 'The award that ends',
		label: 'Award whose end the pages mark',
		none: 'None',
		hint: 'Its id as the awards export has it. Once awards are filed, they can be chosen here.'
	},
	map: {
		title: 'The map',
		label: 'Outlines of ZIP codes',
		hint: 'GeoJSON in WGS 84, at most 32 MB, a polygon and its ZIP code in each feature, as the Census Bureau publishes them (ZCTA). Empty: keep what there is.',
		now: (areas: number) =>
			areas === 1 ? '1 ZIP code has an outline.' : `${areas} ZIP codes have an outline.`,
		none: 'Without outlines, places are shown as a list alone.',
		remove: 'Take the outlines out'
	},
	partners: {
		title: 'Partners',
		lead: 'The agencies that file. The id names their files; it cannot be changed later.',
		id: 'Id',
		name: 'Name',
		role: 'What it is',
		add: 'Add a line',
		table: 'Partners'
	},
	goals: {
		title: 'Goals',
		lead: 'A target stands beside the actual number on the overview. Empty: no goal.',
		percent: 'percent',
		others: 'Levels of the state and of others, to stand beside your outcomes',
		units: { people: 'people a quarter', dollars: 'dollars' } as Record<string, string>
	},
	rules: {
		title: 'Rules',
		threshold: 'Smallest count of people that is shown',
		thresholdHint: '11 or more. Anything below, and whatever would give it back, is withheld.',
		good: 'Load the good rows of a file in which some rows are wrong',
		goodHint: 'Otherwise the whole file waits until it is corrected.',
		limit: 'Largest upload, in MB'
	}
} as const;
