import { quarterEnd, type Quarter } from '$lib/domain';
import {
	absencesIn,
	populationsIn,
	unlessWritten,
	type Absence,
	type Warehouse
} from '$lib/server/warehouse';

/** A partner that stands behind a state, and the last period it filed anything for. */
export interface FilingPartner {
	partner: string;
	name: string;
	lastPeriod: Quarter;
	periods: Set<Quarter>;
}

/** What every answer on a state says of itself. */
export interface StateFacts {
	state: number;
	/** Quarters of the calendar year that anybody published, in order. */
	quarters: Quarter[];
	/** Last day of the latest published period; empty when nothing was published. */
	asOf: string;
	sources: string[];
	partners: FilingPartner[];
	/** Submission ids by dataset, for measures that rest on a few datasets only. */
	byDataset: Record<string, string[]>;
	/** What is not in this state because its partner's agreement was not in force, or did not include it. */
	absences: (Absence & { name: string })[];
	/** Populations whose people alone are counted, of partners whose agreement names any. */
	populations: ReadonlyMap<string, string[]>;
}

type KnownFacts = Omit<StateFacts, 'absences'> & { absences: Absence[] };

interface FiledRow {
	submission_id: string;
	partner: string;
	dataset: string;
	period: Quarter;
}

const kept = new WeakMap<Warehouse, Map<number, KnownFacts>>();

/** Who published what, read once per state, since a state never changes; partners' names may. */
export async function stateFacts(w: Warehouse, state: number): Promise<StateFacts> {
	const known = kept.get(w) ?? new Map<number, KnownFacts>();
	kept.set(w, known);
	const found = known.get(state) ?? (await describe(w, state));
	known.set(state, found);
	const names = await unlessWritten(w, 'names of partners', () => partnerNames(w));
	return {
		...found,
		partners: found.partners.map((one) => ({ ...one, name: names.get(one.partner) ?? one.partner })),
		absences: found.absences.map((one) => ({ ...one, name: names.get(one.partner) ?? one.partner }))
	};
}

async function partnerNames(w: Warehouse): Promise<Map<string, string>> {
	const rows = await w.read<{ partner: string; name: string }>('SELECT partner, name FROM main.partners');
	return new Map(rows.map(({ partner, name }) => [partner, name]));
}

function readFiled(w: Warehouse, state: number): Promise<FiledRow[]> {
	return w.read<FiledRow>(
		`SELECT s.submission_id, s.partner, s.dataset, s.period
		FROM main.state_submissions t
		JOIN main.submissions s USING (submission_id)
		WHERE t.state = $1
		ORDER BY s.submission_id`,
		[state]
	);
}

async function describe(w: Warehouse, state: number): Promise<KnownFacts> {
	const rows = await readFiled(w, state);
	const quarters = [...new Set(rows.map((row) => row.period))].sort();
	const last = quarters.at(-1);
	const byDataset = Map.groupBy(rows, (row) => row.dataset);
	return {
		state,
		absences: await absencesIn(w, state),
		populations: await populationsIn(w, state),
		quarters,
		asOf: last ? quarterEnd(last) : '',
		sources: rows.map((row) => row.submission_id),
		partners: [...Map.groupBy(rows, (row) => row.partner).values()].map(filingPartner),
		byDataset: Object.fromEntries(
			[...byDataset].map(([id, some]) => [id, some.map((row) => row.submission_id)])
		)
	};
}

function filingPartner(rows: FiledRow[]): FilingPartner {
	const periods = rows.map((row) => row.period).sort();
	const first = rows[0] as FiledRow;
	const lastPeriod = periods.at(-1) as Quarter;
	return { partner: first.partner, name: first.partner, lastPeriod, periods: new Set(periods) };
}

/** Partners that have not filed the latest published quarter, by name. */
export function latePartners(facts: StateFacts): string[] {
	const last = facts.quarters.at(-1);
	return facts.partners.filter((partner) => partner.lastPeriod !== last).map((partner) => partner.name);
}
