/** The words of the list of gaps. */
export const GAP_WORDS = {
	listLabel: 'Gaps, the widest first',
	people: 'people without it',
	ofNeed: (need: string) => `of ${need} who needed it`,
	mostly: (reason: string) => `Mostly ${reason.toLowerCase()}`,
	reasons: 'Reasons',
	withheld: (reasons: string) => `${reasons}: withheld to protect privacy`,
	none: 'Nobody who needed a support went without, among the numbers that are shown.',
	more: (count: number) => `${count} more`
} as const;
