import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Calendar, DatasetId, SafeRow, SafeTable } from '$lib/domain';
import { answer, measures, type AskContext } from '$lib/server/measures';
import {
	makeState,
	openWarehouse,
	saveSubmission,
	stagingColumns,
	type Transaction,
	type Warehouse
} from '$lib/server/warehouse';
import type { CurveStep } from '$lib/server/disclosure';
import { layEmptyDatabase } from '../warehouse/empty-database';
import { withMarts } from '../../src/lib/server/measures/marts/stand-marts';
import { countFamily } from '../../src/lib/server/measures/counting/count-family';
import type { CountedBreakdown, KeptBreakdown } from '../../src/lib/server/measures/kept/curves';
import { estimateCurve } from '../../src/lib/server/measures/rows/estimate-curve';
import { FAMILIES } from '../../src/lib/server/measures/families';
import { keepStrata } from '../../src/lib/server/measures/kept/strata';
import { keepSupports } from '../../src/lib/server/measures/kept/supports';
import { keepFamily } from '../../src/lib/server/measures/kept/kept-family';
import { findKept, keep, policyName } from '../../src/lib/server/measures/kept/kept-store';

/** What stands before the door: families kept as counted. No partnership may set such a threshold. */
export const OPEN_DOOR: AskContext = { calendar: 'calendar', threshold: 1, focus_award: 'HPOG' };

/** The partnership's own threshold. */
export const DOOR: AskContext = { calendar: 'calendar', threshold: 11, focus_award: 'HPOG' };

/** One partner's file, as rows; the same participant id at two partners is the same person. */
export interface File {
	partner: string;
	period: string;
	dataset: DatasetId;
	rows: Record<string, unknown>[];
}

const opened: { w: Warehouse; home: string }[] = [];

/** A warehouse of its own with these files published as one state. */
export async function partnership(files: File[]): Promise<Warehouse> {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-measures-'));
	await layEmptyDatabase(home);
	const w = await openWarehouse(home, { memoryLimit: '512MB', threads: 1 });
	opened.push({ w, home });
	await publish(w, files);
	return w;
}

/** Closes and removes what the tests made. */
export async function clearPartnerships(): Promise<void> {
	for (const { w, home } of opened.splice(0)) {
		await w.close();
		rmSync(home, { recursive: true, force: true });
	}
}

let files = 0;

/** Publishes files as the next state, in place of the same partner's file for the same dataset and period. */
export function publish(w: Warehouse, batch: File[]): Promise<number> {
	return w.transaction(async (tx) => {
		const add: string[] = [];
		for (const file of batch) add.push(await stage(tx, file));
		const remove = await replaced(tx, batch, add);
		return makeState(tx, { who: 'console', what: 'test', at: '2015-10-02T10:00:00Z', add, remove });
	});
}

async function replaced(tx: Transaction, batch: File[], add: string[]): Promise<string[]> {
	const slots = batch.map(({ partner, dataset, period }) => `${partner}/${dataset}/${period}`);
	const rows = await tx.read<{ submission_id: string }>(
		`SELECT submission_id FROM main.submissions WHERE status = 'published'
		AND list_contains($1::VARCHAR[], partner || '/' || dataset || '/' || period) AND NOT list_contains($2::VARCHAR[], submission_id)`,
		[slots, add]
	);
	return rows.map((row) => row.submission_id);
}

async function stage(tx: Transaction, { partner, period, dataset, rows }: File): Promise<string> {
	const id = `${partner}-${dataset}-${period}-${(files += 1)}`;
	await tx.run(
		`INSERT INTO main.partners SELECT $1, upper($1), 'partner', (SELECT count(*) FROM main.partners) + 1
		WHERE NOT EXISTS (SELECT 1 FROM main.partners WHERE partner = $1)`,
		[partner]
	);
	await saveSubmission(tx, {
		submission_id: id,
		partner,
		dataset,
		period,
		status: 'checked',
		file: `${dataset}.csv`,
		sha256: id,
		format: 'own',
		rows_in_file: rows.length + 1,
		rows_loaded: rows.length,
		rows_rejected: 0,
		rows_waiting: 0,
		received_at: '2015-10-01T09:00:00Z',
		supersedes: null,
		details: {}
	});
	await insertRows(
		tx,
		dataset,
		rows.map((row, at) => ({ ...row, submission_id: id, partner, period, source_row: at + 2 }))
	);
	await insertPeople(tx, id, partner, rows);
	return id;
}

async function insertRows(
	tx: Transaction,
	dataset: DatasetId,
	rows: Record<string, unknown>[]
): Promise<void> {
	const columns = stagingColumns(dataset);
	const values = columns.map(({ name, type }) =>
		type.endsWith('[]') ? `(r->'${name}')::${type}` : `(r->>'${name}')::${type}`
	);
	await tx.run(
		`INSERT INTO staging.stg_${dataset} (${columns.map(({ name }) => `"${name}"`).join(', ')})
		SELECT ${values.join(', ')} FROM (SELECT unnest($1::JSON::JSON[]) AS r)`,
		[JSON.stringify(rows)]
	);
}

async function insertPeople(
	tx: Transaction,
	id: string,
	partner: string,
	rows: Record<string, unknown>[]
): Promise<void> {
	const people = JSON.stringify(rows.filter((row) => row.participant_id));
	await tx.run(
		`INSERT INTO main.participant_keys
		SELECT DISTINCT $2, r->>'participant_id', 'p-' || (r->>'participant_id') FROM (SELECT unnest($1::JSON::JSON[]) AS r)
		WHERE NOT EXISTS (SELECT 1 FROM main.participant_keys k WHERE k.partner = $2 AND k.participant_id = (r->>'participant_id'))`,
		[people, partner]
	);
	await tx.run(
		`INSERT INTO vault.identifiers (submission_id, partner, participant_id, birth_date)
		SELECT $2, $3, r->>'participant_id', (r->>'birth_date')::DATE FROM (SELECT unnest($1::JSON::JSON[]) AS r)
		WHERE (r->>'birth_date') IS NOT NULL`,
		[people, id, partner]
	);
}

/** Rows of a measure, before the door unless another context is given. */
export async function rowsOf(
	w: Warehouse,
	measure: string,
	options: {
		by?: string[];
		where?: Record<string, string>;
		from?: string;
		to?: string;
		state?: number;
		calendar?: Calendar;
		context?: AskContext;
	} = {}
): Promise<readonly SafeRow[]> {
	return (await ask(w, measure, options)).rows;
}

/** A measure's safe table, before the door unless another context is given. */
export async function ask(
	w: Warehouse,
	measure: string,
	options: Parameters<typeof rowsOf>[2] = {}
): Promise<SafeTable> {
	const { context = OPEN_DOOR, ...question } = options;
	if (context === OPEN_DOOR) await keepAsCounted(w, options.state ?? w.latest(), familiesOf(measure));
	return answer(w, { measure, ...question }, context);
}

/** The families that a measure's answer rests on. */
function familiesOf(id: string): string[] {
	const declared = measures().find((measure) => measure.id === id);
	if (declared?.family === 'training') return ['training', 'exit', 'cohort_cost'];
	return declared?.section === 'funding' ? ['need', 'paid'] : [declared?.family ?? ''];
}

/** Keeps families of a state without protection, under a policy that only these tests know. */
export async function keepAsCounted(
	w: Warehouse,
	state: number,
	families: string[],
	policy: { threshold: number } = OPEN_DOOR
): Promise<void> {
	for (const spec of FAMILIES.filter(({ id }) => families.includes(id))) {
		const key = { state, family: spec.id, policy: policyName(policy) };
		if (await findKept(w, key)) continue;
		const { cells, curves, supports, strata } = await withMarts(w, state, (ask) => countFamily(ask, spec));
		const kept = curves.map(keepCurves);
		const shown = { threshold: 1, hidden: [], mayBeZero: [], above: [], withheldWhole: [], released: [] };
		await keep(w, key, {
			print: '',
			...keepFamily(cells, shown),
			curves: kept,
			supports: keepSupports(supports, kept, { threshold: 1 }),
			stratified: keepStrata(strata, kept, { others: [], threshold: 1 }),
			asides: {}
		});
	}
}

function keepCurves({ by, groups }: CountedBreakdown): KeptBreakdown {
	return {
		by,
		lumpsTransfers: false,
		groups: groups.map(({ at, steps }) => ({
			at,
			withheld: null,
			joined: false,
			steps: estimateCurve(steps).map((point, month) => ({
				...(steps[month] as CurveStep),
				...point,
				hidden: false
			}))
		}))
	};
}

/** Values of a column by the values of breakdowns: `{ 'child_care/tanf': 12 }`. */
export function valuesBy(rows: readonly SafeRow[], by: string[], column = 'value'): Record<string, unknown> {
	return Object.fromEntries(rows.map((row) => [by.map((name) => row[name]).join('/'), row[column]]));
}

/** `count` participants with ids `prefix-1`, `prefix-2` …, each with these columns. */
export function people(
	prefix: string,
	count: number,
	columns: Record<string, unknown> = {}
): Record<string, unknown>[] {
	return Array.from({ length: count }, (_, at) => ({
		participant_id: `${prefix}-${at + 1}`,
		intake_date: '2015-01-05',
		...columns
	}));
}

let ids = 0;

/** One row per participant id with these columns and an id of its own. */
export function each(
	who: string[],
	idColumn: string,
	columns: Record<string, unknown>
): Record<string, unknown>[] {
	return who.map((participant_id) => ({
		[idColumn]: `${idColumn}-${(ids += 1)}`,
		participant_id,
		...columns
	}));
}

/** Ids `prefix-from` to `prefix-to`. */
export function range(prefix: string, from: number, to: number): string[] {
	return Array.from({ length: to - from + 1 }, (_, at) => `${prefix}-${from + at}`);
}
