import type { MatrixChange } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** A state, and the last day of the latest quarter in it. */
export interface DatedState {
	state: number;
	asOf: string;
}

/** What makes a line of the matrix differ, apart from its status. */
const TERMS = [
	'condition',
	'needs_approval',
	'cap_usd',
	'cap_period',
	'capacity_per_quarter',
	'unit_cost_usd',
	'wait_days',
	'authority',
	'from_date',
	'to_date'
] as const;

type Line = Record<(typeof TERMS)[number], string | null> & {
	key: string;
	partner: string;
	service: string;
	population: string;
	award: string | null;
	status: string;
};

/**
 * How the service matrix differs between two states: lines added, ended by their own last day, no longer filed, of
 * another status, on other terms. It says nothing of people. Nothing at all where lines of either state were
 * removed.
 */
export async function matrixBetween(
	w: Warehouse,
	from: DatedState,
	to: DatedState
): Promise<MatrixChange[] | null> {
	if (await areRemoved(w, [from.state, to.state])) return null;
	const [before, after] = await Promise.all([linesOf(w, from.state), linesOf(w, to.state)]);
	const kept = [...after.values()].flatMap((line) => changeOf(before.get(line.key), line, { from, to }));
	const gone = [...before.values()].filter(({ key }) => !after.has(key)).map((line) => leftOf(line));
	return [...kept, ...gone];
}

/** Whether lines of the matrix in one of these states went at the end of their retention. */
async function areRemoved(w: Warehouse, states: number[]): Promise<boolean> {
	const rows = await w.read(
		`SELECT 1 FROM main.removals AS r
		JOIN main.submissions AS s USING (submission_id)
		JOIN main.state_submissions AS t USING (submission_id)
		WHERE r.kind = 'rows' AND s.dataset = 'offerings' AND list_contains($1::INTEGER[], t.state::INTEGER)
		LIMIT 1`,
		[states]
	);
	return rows.length > 0;
}

async function linesOf(w: Warehouse, state: number): Promise<Map<string, Line>> {
	const rows = await w.read<Line>(
		`SELECT partner || '/' || offering_id AS key, coalesce(p.name, offering_partner) AS partner,
			service, population, award_id AS award, status, ${TERMS.map((name) => `${name}::VARCHAR AS ${name}`).join(', ')}
		FROM staging.current_offerings AS o
		LEFT JOIN (SELECT partner AS offering_partner, name, partner_order FROM main.partners) AS p USING (offering_partner)
		ORDER BY service, population, p.partner_order, offering_partner, offering_id`,
		[],
		state
	);
	return new Map(rows.map((row) => [row.key, row]));
}

function changeOf(
	before: Line | undefined,
	after: Line,
	{ from, to }: { from: DatedState; to: DatedState }
): MatrixChange[] {
	const terms = before ? TERMS.filter((name) => before[name] !== after[name]) : [];
	const change = { ...placeOf(after), before: before?.status ?? null, after: after.status, terms };
	if (!before) return [{ ...change, did: 'added', day: null }];
	const wasOver = before.to_date !== null && before.to_date <= from.asOf;
	if (after.to_date !== null && after.to_date <= to.asOf && !wasOver)
		return [{ ...change, did: 'ended', day: after.to_date }];
	if (before.status !== after.status) return [{ ...change, did: 'status', day: null }];
	return terms.length > 0 ? [{ ...change, did: 'terms', day: null }] : [];
}

function leftOf(line: Line): MatrixChange {
	return { ...placeOf(line), did: 'left', before: line.status, after: null, day: null, terms: [] };
}

function placeOf({ partner, service, population, award }: Line) {
	return { partner, service, population, award };
}
