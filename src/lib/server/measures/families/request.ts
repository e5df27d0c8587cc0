import { codeList } from '$lib/catalog';
import { combinationsOf, countGroups, type AskMarts, type CountedCell, type FamilySpec } from './family-spec';

/** Pairs alone: by all three at once nearly every count would be small. */
const PAIRS = [
	['quarter', 'service'],
	['quarter', 'partner'],
	['service', 'partner']
];

/** Why requests were denied is said by quarter, by service and by partner, each alone: more would be small as well. */
export const WITH_REASONS = [['quarter'], ['service'], ['partner']];

/** Reasons that a denial may have; `unknown` where none was filed. */
export const DENIAL_REASONS = [...codeList('denial_reason').codes.map(({ code }) => code), 'unknown'];

/**
 * What people asked of partners, and the answer. A request is what one person asked of one partner for one service in a
 * quarter, however many lines the ledger has of it, so the smallest cells count people and all others add up.
 */
export const request: FamilySpec = {
	id: 'request',
	dimensions: [
		{ id: 'quarter', kind: 'partition' },
		{ id: 'service', kind: 'partition' },
		{ id: 'partner', kind: 'partition' }
	],
	tables: PAIRS,
	variables: ['requests', 'granted', 'denied', ...DENIAL_REASONS],
	sums: [
		{ total: 'requests', parts: ['granted', 'denied'] },
		{ total: 'denied', parts: DENIAL_REASONS }
	],
	headline: [[], ['quarter'], ['service']],
	fillsQuarters: false,
	count: countRequests
};

const ANSWERS = {
	requests: 'count(*)',
	granted: 'count(*) FILTER (outcome < 2)',
	denied: 'count(*) FILTER (outcome = 2)'
};

const REASONS = Object.fromEntries(
	DENIAL_REASONS.map((code) => [code, `count(*) FILTER (reason::VARCHAR = '${code}')`])
);

async function countRequests(ask: AskMarts): Promise<CountedCell[]> {
	const reasoned = combinationsOf(WITH_REASONS);
	const plain = combinationsOf(PAIRS).filter((set) => !reasoned.some((own) => own.join() === set.join()));
	const parts = await Promise.all([
		countGroups(ask, { from: 'mart.fct_requests', sets: plain, counts: ANSWERS, reads: ['outcome'] }),
		countGroups(ask, {
			from: 'mart.fct_requests',
			sets: reasoned,
			counts: { ...ANSWERS, ...REASONS },
			reads: ['outcome', 'reason']
		})
	]);
	return parts.flat();
}
