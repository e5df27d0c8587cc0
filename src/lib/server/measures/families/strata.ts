import type { CountedStrata } from '../kept/strata';
import { countGroups, type AskMarts } from './family-spec';
import { MEMBERS, MEMBERSHIPS } from './service-curves';

/** What is compared within programs: breakdowns of one group for each person, and being in a population or not. */
const COMPARED = ['sex', 'age_band', 'provider', ...MEMBERSHIPS];

const STAYS = `(SELECT s.program, s.sex, s.age_band, s.provider, s.month, s.standing, ${MEMBERS}
	FROM mart.fct_stays s JOIN mart.dim_people p USING (person_no))`;

/** When and why training ended, for the groups of each comparison within their programs. */
export async function countStrata(ask: AskMarts): Promise<CountedStrata[]> {
	const cells = await countGroups(ask, {
		from: STAYS,
		sets: COMPARED.map((name) => [name, 'program', 'month', 'standing']),
		counts: { people: 'count(*)' }
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
