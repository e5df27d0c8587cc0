/** The words of the screen on which levels of the state and of other grantees are entered. */
export const LEVEL_WORDS = {
	title: 'Levels of the state and of others',
	lead: 'What the state reached, or agreed to reach, in the WIOA indicators, and what other grantees reached where Braidwork knows of nothing published. It stands beside your own numbers on the page of outcomes, with its period and source.',
	state: 'The state',
	others: 'Other grantees',
	level: (unit: string) => (unit === 'dollars' ? 'Level, dollars' : 'Level, percent'),
	period: 'Period',
	periodHint: 'Like program year 2014.',
	source: 'Source',
	sourceHint: 'Report and page, so that a reader can look it up.',
	heads: ['Indicator', 'Of', 'Level', 'Period', 'Source'],
	notEntered: 'not entered',
	save: 'Save',
	saved: 'Saved.',
	clear: 'Empty the level of an indicator to take it out.',
	back: 'Outcomes',
	badLevel: (title: string) => `The level of “${title}” is not a number.`,
	levelHint: 'Write percent like 71.5, dollars like 4980.',
	incomplete: (title: string) => `The level of “${title}” has no period or no source.`,
	incompleteHint: 'A reader must be able to look it up: write both.'
} as const;
