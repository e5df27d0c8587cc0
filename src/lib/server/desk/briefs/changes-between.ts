import { quarterEnd, type Brief, type BriefChanges } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { filingsBetween, filingStanding } from './filings-between';
import { matrixBetween } from './matrix-between';

/** What a brief tells beside its numbers: exports and lines of the matrix since the brief before, and who has not filed. */
export async function changesBetween(w: Warehouse, brief: Brief): Promise<BriefChanges> {
	const { state, previous } = brief;
	const standing = await filingStanding(w, state);
	const before = previous && (await filingStanding(w, previous.state));
	if (!previous || !standing || !before) return { filings: [], standing, matrix: [] };
	const [filings, matrix] = await Promise.all([
		filingsBetween(w, previous.state, state),
		matrixBetween(
			w,
			{ state: previous.state, asOf: quarterEnd(before.period) },
			{ state, asOf: quarterEnd(standing.period) }
		)
	]);
	return { filings, standing, matrix };
}
