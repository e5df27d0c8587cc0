import type { CountedStrata } from '../kept/strata';
import { countGroups, type AskMarts } from './family-spec';
import { MEMBERSHIPS } from './service-curves';

/** What is compared within programs: breakdowns of one group for each person, and being in a population or not. */
const COMPARED = ['sex', 'age_band', 'provider', ...MEMBERSHIPS];

/** When and why training ended, for the groups of each comparison within their programs. */
export async function countStrata(ask: AskMarts): Promise<CountedStrata[]> {
	const cells = await countGroups(ask, {
		from: 'mart.fct_stays',
		sets: COMPARED.map((name) => [name, 'program', 'month', 'standing']),
		counts: { people: 'count(*)' },
		reads: []
	});
	return COMPARED.map((by) => ({
		by,
		people: cells
			.filter(({ at }) => by in at)
			.map(({ at, counts }) => ({
				group: at[by] ?? '',
				stratum: at.program ?? '',
				month: Number(at.month),
				kind: at.standing ?? '',
				people: counts.people ?? 0
			}))
	}));
}
