import { quarterAt } from '$lib/domain';
import { kaplanMeier, survivalQuantile, type SurvivalStep } from '../estimates';
import { placeKey, type AskMarts } from './family-spec';
import { columnOf } from './grouping';

/** Days within which a need that is met counts as met soon (design: days_to_service). */
export const SOON = 30;

/** The curve of one place, as text: `day,met,waiting` for each day on which somebody's need was met, and the last day of all. */
interface CurveRow {
	quarter_index?: number | null;
	service?: string | null;
	population?: string | null;
	steps: string;
}

/**
 * How long people waited, by place: the Kaplan-Meier median of days from need to service with its interval, and the
 * share met within 30 days, by the same curve. A person counts once, with the shortest wait where a need was met, else
 * with the longest that was watched.
 */
export async function countWaits(
	ask: AskMarts,
	sets: string[][]
): Promise<Map<string, Record<string, number>>> {
	const rows = await ask.unlessChanged<CurveRow>(curvesSql(sets));
	return new Map(rows.map((row) => [placeKey(placeOf(row)), figuresOf(readSteps(row.steps))]));
}

function placeOf({ quarter_index, service, population }: CurveRow): Record<string, string> {
	const at = {
		quarter: quarter_index == null ? null : quarterAt(quarter_index),
		service: service ?? null,
		population: population ?? null
	};
	return Object.fromEntries(
		Object.entries(at).filter((entry): entry is [string, string] => entry[1] !== null)
	);
}

function readSteps(text: string): { time: number; events: number; at_risk: number }[] {
	return text.split(';').map((step) => {
		const [time = 0, events = 0, at_risk = 0] = step.split(',').map(Number);
		return { time, events, at_risk };
	});
}

/** A median that is not reached is missing. */
function figuresOf(steps: { time: number; events: number; at_risk: number }[]): Record<string, number> {
	const curve = kaplanMeier(steps);
	const { value, lower, upper } = survivalQuantile(curve, 0.5);
	const figures = {
		median_days: value,
		median_lower: lower,
		median_upper: upper,
		met_soon: metBy(curve, SOON)
	};
	return Object.fromEntries(
		Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== null)
	);
}

function metBy(curve: SurvivalStep[], day: number): number {
	return 1 - (curve.filter(({ time }) => time <= day).at(-1)?.value ?? 1);
}

/** One statement for the curves of every place of some combinations of quarter, service and population. */
function curvesSql(sets: string[][]): string {
	const days = sets.map((set) => {
		const names = set.map(columnOf);
		const from = set.includes('population') ? BY_POPULATION : 'mart.fct_need_people';
		const own = `SELECT ${['person_no', ...names, 'min(wait) AS wait', 'max(watched) AS watched'].join(', ')} FROM ${from} GROUP BY ${['person_no', ...names].join(', ')}`;
		return `SELECT ${[...names, ...DAYS].join(', ')} FROM (${own}) GROUP BY ${[...names, 'day'].join(', ')}`;
	});
	const place = 'quarter_index, service, population';
	return `WITH days AS (${days.join('\nUNION ALL BY NAME\n')}), steps AS (
			SELECT *, sum(people) OVER (PARTITION BY ${place} ORDER BY day DESC) AS at_risk,
				max(day) OVER (PARTITION BY ${place}) AS last_day
			FROM days
		)
		SELECT ${place}, string_agg(day || ',' || met || ',' || at_risk, ';' ORDER BY day) AS steps
		FROM steps WHERE met > 0 OR day = last_day GROUP BY ${place}`;
}

const DAYS = [
	'coalesce(wait, watched) AS day',
	'count(*) FILTER (wait IS NOT NULL) AS met',
	'count(*) AS people'
];

const BY_POPULATION = `(SELECT n.person_no, n.quarter_index, n.service, n.wait, n.watched, p.population
	FROM mart.fct_need_people n
	JOIN mart.person_populations p
		ON p.person_no = n.person_no AND n.quarter_index BETWEEN p.from_index AND p.to_index)`;
