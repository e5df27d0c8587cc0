/** The words around every page. */
export const FRAME_WORDS = {
	product: 'Braidwork',
	skip: 'Skip to the content',
	pagesLabel: 'Pages',
	pages: {
		'/': 'Overview',
		'/coverage': 'Coverage',
		'/retention': 'Retention',
		'/funding': 'Funding',
		'/plans': 'Plans',
		'/matrix': 'Matrix',
		'/brief': 'Brief',
		'/figures': 'Figures',
		'/work-list': 'Work list',
		'/submissions': 'Submissions',
		'/glossary': 'Glossary',
		'/agreements': 'Agreements',
		'/users': 'Users',
		'/settings': 'Settings',
		'/audit': 'Audit log'
	} as Record<string, string>,
	inventedLead: 'Invented data.',
	invented: 'The people, partners and amounts on these pages are made up.',
	roleLabel: 'You are here as',
	roleSwitch: 'Switch',
	roles: {
		leader: 'Leader',
		writer: 'Grant writer',
		analyst: 'Analyst',
		navigator: 'Navigator',
		administrator: 'Administrator'
	} as Record<string, string>,
	signOut: 'Sign out',
	accountLabel: (name: string) => `Your account, ${name}`,
	loading: 'Loading the page',
	asOf: (day: string) => `Data through ${day}`,
	state: (state: number) => `state ${state}`,
	privacy: (threshold: number) =>
		`Counts of 1 to ${threshold - 1} people, and whatever would give them back, are withheld to protect privacy. Zero is shown.`,
	footerGlossary: 'What each number means',
	nothing: {
		title: 'Nothing is published yet',
		text: 'This page fills when the first export is filed and published.',
		link: 'The first three steps'
	}
} as const;

/** The words of the page that says something went wrong. */
export const FAULT_WORDS = {
	title: (status: number) =>
		status === 404 ? 'There is no such page' : status < 500 ? 'Not possible' : 'Something failed',
	notFound: 'The address leads nowhere. It may have been typed wrongly, or the thing behind it is gone.',
	unknownChoice: (name: string, asked: string, known: readonly string[]) =>
		`The address says ${name}=${asked}, which nobody knows here. Leave it out, or write one of ${known.join(', ')}.`,
	notADay: (name: string, asked: string) =>
		`The address says ${name}=${asked}, which is no day. Leave it out, or write it like 2015-09-30.`,
	quote: (id: string) =>
		`If you tell somebody, quote this number: ${id}. It stands beside the details in the log.`,
	tooLarge: (megabytes: number) =>
		`What was sent is larger than ${megabytes} MB; this address takes no more.`,
	behind: {
		title: 'What was filed last is not in these figures yet',
		text: (id: string) =>
			`Braidwork failed at making its numbers safe to show, so every page keeps to the state before. Nothing that was filed is lost. It is tried again after the next filing and at the next start. An administrator finds the reason in the server’s log, under ${id}.`
	},
	failed: 'Braidwork failed at this. Nothing half done was kept.',
	notWrittenDown:
		'This could not be written in the audit log. What you changed holds; what you asked to see is not shown. Tell your administrator.',
	tooMany: 'Too many requests',
	waitFor: (seconds: number) =>
		`More came from you, or from your network, than one visitor may send at a time. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then ask again.`,
	home: 'To the overview',
	again: 'Try again'
} as const;
