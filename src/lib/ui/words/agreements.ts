import { writeDay, type AgreementStanding } from '$lib/domain';

/** How an agreement stands, in plain words. */
export function standingWords(standing: AgreementStanding): string {
	switch (standing.is) {
		case 'none':
			return 'No agreement written down';
		case 'not_begun':
			return `Not begun: starts on ${writeDay(standing.from)}`;
		case 'valid':
			return standing.until === null
				? 'In force, without an end'
				: `In force until ${writeDay(standing.until)}`;
		case 'ending':
			return standing.days === 0
				? 'Ends today'
				: `Ends in ${standing.days} ${standing.days === 1 ? 'day' : 'days'}, on ${writeDay(standing.until)}`;
		case 'ended':
			return `Ended on ${writeDay(standing.until)}`;
	}
}

/** The words of the sharing agreements. */
export const AGREEMENT_WORDS = {
	title: 'Sharing agreements',
	lead: 'What each partner agreed on sharing. Files are received and counted by it.',
	effects: [
		'Columns that an agreement leaves out are cut before a file is kept, and the sender is told.',
		'A dataset that it does not include, and any file after its last day, is refused. Rows of people outside the populations that it names are refused one by one, and the sender is told which.',
		'The day after its last day the partner’s data leave new figures, and the figures say so. They come back when it is renewed. The same holds for a dataset or for people whom a new version leaves out. Figures already cited stay.'
	],
	list: {
		title: 'By partner',
		label: 'Sharing agreements by partner',
		partner: 'Partner',
		standing: 'How it stands',
		purpose: 'Purpose',
		allows: 'May be sent',
		threshold: 'Smallest count shown',
		kept: 'Kept for',
		none: 'No partner is known yet. A partner appears here once it is named in the settings or files something.',
		settings: 'Name the partners',
		broken:
			'The file of this agreement cannot be used; nothing is received from this partner until it is corrected.',
		all: 'All datasets',
		people: (populations: string) => `only ${populations}`,
		leftOut: (count: number) => `${count} ${count === 1 ? 'column' : 'columns'} left out`,
		bySettings: 'as in the settings',
		forEver: 'no end',
		identifiers: (months: string) => `identifiers: ${months}`
	},
	edit: {
		title: (partner: string) => `Sharing agreement with ${partner}`,
		back: 'All agreements',
		saved: 'Saved.',
		changed: (what: string) => `The next state was made. ${what}.`,
		wrong: 'Nothing was changed.',
		save: 'Save the agreement',
		time: 'When it holds',
		from: 'First day',
		until: 'Last day',
		noEnd: 'Empty: no limit.',
		use: 'What for',
		purpose: 'Purpose',
		purposeHint: 'In a sentence or two, as the agreement has it.',
		documents: 'Documents',
		documentTitle: 'Title',
		documentWhere: 'Address, or where it is kept',
		documentLine: (place: number) => `Document ${place}`,
		datasets: 'What may be sent',
		datasetsLead:
			'Untick a dataset to refuse it. Open one to tick columns that are left out; those that it cannot be read without are not listed.',
		maySend: (title: string) => `${title} may be sent`,
		columns: (title: string) => `Columns of ${title} that are left out`,
		identifying: 'identifies people',
		others: 'Other columns left out, by the partner’s own headers, one on a line',
		populations: 'Whose people',
		populationsHint:
			'All ticked: everybody. Otherwise only people whom the partner’s own roster has in one of these are received and counted; send the roster first.',
		limits: 'How small, and how long',
		threshold: 'Smallest count shown where its rows are counted',
		thresholdHint: (settings: number) =>
			`11 or more. Empty: as in the settings (${settings}). The largest of all agreements and of the settings holds.`,
		identifiers: 'Months that identifiers and originals are kept',
		rows: 'Months that rows are kept',
		monthsHint: 'Counted from the end of the quarter that a file was sent for. Empty: no end.',
		history: 'Earlier versions',
		historyNone: 'This agreement was not changed yet.',
		byHand: 'Written in the home’s folder',
		by: (who: string, at: string) => `${who}, ${writeDay(at)}`,
		first: 'First version',
		same: 'Nothing that shows'
	},
	retention: {
		title: 'Past its time',
		lead: 'What the agreements do not let us keep any more. Nothing is removed until somebody says so here, or by the command "retention --run".',
		label: 'What would be removed, by partner and quarter',
		partner: 'Partner',
		quarter: 'Quarter',
		submissions: 'Submissions',
		rows: 'Rows',
		identifiers: 'People’s identifiers',
		originals: 'Originals',
		nothing: 'Nothing is past its time today.',
		sure: 'Remove all of it for good. It cannot be had back; figures already cited keep their tables, and backups made before still hold it.',
		unsure: 'Nothing was removed: tick that you are sure first.',
		remove: 'Remove what is past its time',
		runs: 'Removed before',
		run: ({
			at,
			who,
			rows,
			identifiers,
			originals
		}: Record<'rows' | 'identifiers' | 'originals', number> & { at: string; who: string }) =>
			`${writeDay(at)}, ${who}: rows of ${rows}, identifiers of ${identifiers} and originals of ${originals} submissions`
	},
	fields: {
		from: 'First day',
		until: 'Last day',
		purpose: 'Purpose',
		datasets: 'Datasets',
		not_allowed: 'Columns left out',
		populations: 'Populations',
		identifiers: 'Months that identifiers are kept',
		rows: 'Months that rows are kept',
		threshold: 'Smallest count shown',
		documents: 'Documents'
	},
	nothing: 'none',
	everything: 'all',
	months: (count: number) => `${count} ${count === 1 ? 'month' : 'months'}`,
	change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`
} as const;
