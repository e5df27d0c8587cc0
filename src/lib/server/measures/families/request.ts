import { codeList } from '$lib/catalog';
import { combinationsOf, countGroups, type AskMarts, type CountedCell, type FamilySpec } from './family-spec';

/** Why requests were denied is said by service and by partner, not by both at once. */
export const WITH_REASONS = [
	['quarter', 'service'],
	['quarter', 'partner']
];
const BY_BOTH = [['quarter', 'service', 'partner']];

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
	tables: BY_BOTH,
	variables: ['requests', 'granted', 'delivered', 'approved', 'denied', ...DENIAL_REASONS],
	sums: [
		{ total: 'requests', parts: ['granted', 'denied'] },
		{ total: 'granted', parts: ['delivered', 'approved'] },
		{ total: 'denied', parts: DENIAL_REASONS }
	],
	headline: [[], ['quarter'], ['service']],
	fillsQuarters: false,
	count: countRequests
};

const ANSWERS = {
	requests: 'count(*)',
	granted: 'count(*) FILTER (outcome < 2)',
	delivered: 'count(*) FILTER (outcome = 0)',
	approved: 'count(*) FILTER (outcome = 1)',
	denied: 'count(*) FILTER (outcome = 2)'
};

const REASONS = Object.fromEntries(
	DENIAL_REASONS.map((code) => [code, `count(*) FILTER (reason::VARCHAR = '${code}')`])
);

async function countRequests(ask: AskMarts): Promise<CountedCell[]> {
	const reasoned = combinationsOf(WITH_REASONS);
	const plain = combinationsOf(BY_BOTH).filter((set) => !reasoned.some((own) => own.join() === set.join()));
	const parts = await Promise.all([
		countGroups(ask, { from: 'mart.fct_requests', sets: plain, counts: ANSWERS }),
		countGroups(ask, { from: 'mart.fct_requests', sets: reasoned, counts: { ...ANSWERS, ...REASONS } })
	]);
	return parts.flat();
}
