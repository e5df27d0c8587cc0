import { QUARTERS } from '../sizes';

/** A part of a measure that is asked for: of some quarters, perhaps of one service, broken down further. */
export interface Slice {
	measure: 'need_coverage' | 'people_served';
	by: string[];
	from: string;
	to: string;
	service: string | null;
}

const SERVICES = [null, 'child_care', 'transportation', 'tuition', 'books_supplies', 'housing', 'food'];
const OF_NEED = [['quarter'], ['quarter', 'population']];
const OF_SERVED = [
	['quarter'],
	['quarter', 'partner'],
	['quarter', 'population'],
	['quarter', 'education'],
	['quarter', 'sex'],
	['quarter', 'zip', 'race_ethnicity']
];

/** More slices than a server remembers answers, so that in turn each is asked for as if for the first time. */
export const SLICES: Slice[] = spans().flatMap(([from, to]) => [
	...SERVICES.flatMap((service) =>
		OF_NEED.map((by) => ({ measure: 'need_coverage' as const, by, from, to, service }))
	),
	...OF_SERVED.map((by) => ({ measure: 'people_served' as const, by, from, to, service: null }))
]);

/** Where our interface answers a slice of a state. */
export function addressOf({ measure, by, from, to, service }: Slice, state: number): string {
	const query = new URLSearchParams({ by: by.join(','), from, to, state: String(state) });
	if (service) query.set('where', `service=${service}`);
	return `/api/v1/measures/${measure}?${query}`;
}

/** Tables of one row per person that an analyst would keep for such slices, beside those of `rawTables`. */
export const SLICE_TABLES = [
	`CREATE OR REPLACE TABLE raw.present AS
		SELECT person, quarter_index, partner FROM raw.stay JOIN raw.day
			ON start <= last_day AND (status = 'active' OR ended >= first_day)
		UNION SELECT person, quarter_index, partner FROM raw.gift
		UNION SELECT person, quarter_index, partner FROM raw.need JOIN raw.day
			ON found <= last_day AND (closed IS NULL OR closed >= first_day)
		ORDER BY quarter_index, person`,
	`CREATE OR REPLACE TABLE raw.needed AS
		SELECT n.person, n.service, d.quarter_index,
			bool_or(coalesce(n.given <= d.last_day, false) OR (n.met AND n.closed <= d.last_day)) AS covered
		FROM (SELECT w.*, g.given FROM raw.need w ASOF LEFT JOIN raw.gift g
			ON w.person = g.person AND w.service = g.service AND w.found <= g.given) n
		JOIN raw.day d ON n.found <= d.last_day AND (n.closed IS NULL OR n.closed >= d.first_day)
		GROUP BY ALL ORDER BY quarter_index, service, person`
];

/** The hand-written question for a slice, from these tables. */
export function sqlOf({ measure, by, from, to, service }: Slice): string {
	const [first, last] = [QUARTERS.indexOf(from), QUARTERS.indexOf(to)].map((place) => 2013 * 4 + 3 + place);
	const names = by.join(', ');
	const within = `quarter_index BETWEEN ${first} AND ${last}`;
	if (measure === 'people_served')
		return `SELECT ${names}, count(DISTINCT person)::INTEGER AS numerator, NULL AS denominator
			FROM raw.present JOIN raw.day USING (quarter_index) ${joined(by)}
			WHERE ${within} ${by.includes('population') ? 'AND from_index <= quarter_index' : ''} GROUP BY ${grouped(by)}`;
	return `SELECT ${names}, count(*) FILTER (covered)::INTEGER AS numerator, count(*)::INTEGER AS denominator
		FROM (SELECT person, quarter_index, bool_or(covered) AS covered FROM raw.needed
			WHERE ${within} ${service ? `AND service = '${service}'` : ''} GROUP BY person, quarter_index)
		JOIN raw.day USING (quarter_index) ${joined(by)}
		${by.includes('population') ? 'WHERE from_index <= quarter_index' : ''} GROUP BY ${grouped(by)}`;
}

function joined(by: string[]): string {
	if (by.includes('population')) return 'JOIN raw.population USING (person)';
	return by.some((name) => name !== 'quarter' && name !== 'partner') ? 'JOIN raw.person USING (person)' : '';
}

function grouped(by: string[]): string {
	return by.map((_, place) => place + 1).join(', ');
}

function spans(): [string, string][] {
	return QUARTERS.flatMap((from, start) => QUARTERS.slice(start).map((to): [string, string] => [from, to]));
}
