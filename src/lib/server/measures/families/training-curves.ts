import { CAUSES } from '../rows/estimate-curve';
import type { CurveGroup, CurveStep } from '$lib/server/disclosure';
import type { CountedBreakdown, CountedCurves } from '../kept/curves';
import { dimension } from '../dimensions';
import { countServiceCurves } from './service-curves';
import { countGroups, type AskMarts, type CountedCell } from './family-spec';

/** Breakdowns that curves are drawn by, one at a time. */
export const CURVE_BREAKDOWNS = ['program', 'provider', 'sex', 'age_band', 'start_quarter', 'population'];

/** The tables that curves may be asked as. */
export const CURVE_TABLES = CURVE_BREAKDOWNS.map((name) => [name]);

const COUNTS = Object.fromEntries(
	[...CAUSES, 'active'].map((standing) => [standing, `count(*) FILTER (standing = '${standing}')`])
);

const STAYS_BY_POPULATION = `(SELECT s.month, s.standing, p.population FROM mart.fct_stays s
	JOIN mart.person_populations p
		ON p.person_no = s.person_no AND s.population_index BETWEEN p.from_index AND p.to_index)`;

/** Counts, month by month since the start, who left and why: for everyone, and for the groups of each breakdown. */
export async function countCurves(ask: AskMarts): Promise<CountedCurves> {
	const plain = CURVE_BREAKDOWNS.filter((name) => name !== 'population');
	const sets = [['month'], ...plain.map((name) => ['month', name])];
	const [stays, populated] = await Promise.all([
		countGroups(ask, { from: 'mart.fct_stays', sets, counts: COUNTS, reads: ['standing'] }),
		countGroups(ask, {
			from: STAYS_BY_POPULATION,
			sets: [['month', 'population']],
			counts: COUNTS,
			reads: ['standing']
		})
	]);
	const cells = [...stays, ...populated];
	const curves = [[], ...CURVE_BREAKDOWNS.map((name) => [name])].map((by) => breakdownOf(by, cells));
	const everybody = curves[0]?.groups[0]?.steps ?? [];
	return [...curves, ...(await countServiceCurves(ask, everybody))];
}

function breakdownOf(by: string[], cells: CountedCell[]): CountedBreakdown {
	const [name] = by;
	const mine = cells.filter(
		({ at }) => Object.keys(at).length === by.length + 1 && (!name || at[name] !== undefined)
	);
	const groups = Map.groupBy(mine, ({ at }) => (name ? (at[name] ?? '') : ''));
	return {
		by,
		kind: name ? dimension(name).kind : 'partition',
		groups: [...groups].sort(byName).map(([value, some]) => groupOf(name ? { [name]: value } : {}, some))
	};
}

function byName([one]: [string, unknown], [two]: [string, unknown]): number {
	return one < two ? -1 : 1;
}

/** One step a month without holes, up to the last month that anybody was watched in. */
function groupOf(at: Record<string, string>, cells: CountedCell[]): CurveGroup {
	const months = new Map(cells.map((cell) => [Number(cell.at.month), cell.counts]));
	let watched = cells.reduce((sum, cell) => sum + sumOf(cell.counts), 0);
	const steps = Array.from({ length: Math.max(0, ...months.keys()) }, (_, before): CurveStep => {
		const { active: censored = 0, ...events } = months.get(before + 1) ?? { ...NOBODY };
		const step = { time: before + 1, at_risk: watched, events, censored };
		watched -= sumOf(events) + censored;
		return step;
	});
	return { at, steps };
}

const NOBODY: Record<string, number> = Object.fromEntries([...CAUSES, 'active'].map((name) => [name, 0]));

function sumOf(counts: Record<string, number>): number {
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
