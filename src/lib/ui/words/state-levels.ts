/** The words of the screen on which the levels of the state are entered. */
export const STATE_LEVEL_WORDS = {
	title: 'Levels of the state',
	lead: 'What the state reached, or agreed to reach, in the WIOA indicators. It stands beside your own numbers on the page of outcomes, with its period and source.',
	level: (unit: string) => (unit === 'dollars' ? 'Level, dollars' : 'Level, percent'),
	period: 'Period',
	periodHint: 'Like program year 2014.',
	source: 'Source',
	sourceHint: 'Report and page, so that a reader can look it up.',
	save: 'Save',
	saved: 'Saved.',
	clear: 'Empty the level of an indicator to take it out.',
	back: 'Outcomes',
	link: 'Enter the levels of the state',
	badLevel: (title: string) => `The level of “${title}” is not a number.`,
	levelHint: 'Write percent like 71.5, dollars like 4980.',
	incomplete: (title: string) => `The level of “${title}” has no period or no source.`,
	incompleteHint: 'A reader must be able to look it up: write both.'
} as const;
