/** The words of the page that tells how far files are that are being read and checked. */
export const LOADING_WORDS = {
	title: 'Your files are being checked',
	lead: 'You may close this page: the work goes on, and the submissions page leads back here.',
	waiting: (ahead: number) =>
		ahead === 0
			? 'It begins in a moment.'
			: `${ahead} ${ahead === 1 ? 'filing is' : 'filings are'} before it.`,
	stages: {
		waiting: 'waits',
		receive: 'is being kept',
		read: 'is being read',
		check: 'is being checked',
		publish: 'is being published',
		done: 'checked'
	},
	share: (percent: number) => `${percent}% read`,
	cancel: 'Cancel',
	cancelLead: 'Cancelling leaves nothing of these files behind.',
	cancelled: 'Cancelled',
	cancelledLead: 'Nothing of these files was kept.',
	failed: 'It was not loaded',
	again: 'Back to the submissions',
	results: 'What came of it',
	gone: 'These files are done, and how they went is no longer kept here. What they made stands in the list.',
	open: {
		title: 'Being checked now',
		line: (partner: string, files: string) => `${partner}: ${files}`
	}
} as const;
