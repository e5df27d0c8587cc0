import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetId } from '$lib/domain';
import {
	makeState,
	openWarehouse,
	saveSubmission,
	stagingColumns,
	type OpenOptions,
	type SubmissionRecord,
	type Transaction,
	type Warehouse
} from '$lib/server/warehouse';

const homes: string[] = [];

/** An empty folder that stands for a home, removed by `clearHomes`. */
export function emptyHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-warehouse-'));
	homes.push(home);
	return home;
}

export function clearHomes(): void {
	for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
}

export function open(home: string, options: OpenOptions = {}): Promise<Warehouse> {
	return openWarehouse(home, { memoryLimit: '512MB', threads: 1, waitMs: 300, ...options });
}

/** A submission of two rows with everything that it must say of itself. */
export function submission(id: string, changes: Partial<SubmissionRecord> = {}): SubmissionRecord {
	return {
		submission_id: id,
		partner: 'navigators',
		dataset: 'deliveries',
		period: '2015Q1',
		status: 'checked',
		file: `${id}.csv`,
		sha256: `sha-${id}`,
		format: 'own',
		rows_in_file: 3,
		rows_loaded: 2,
		rows_rejected: 0,
		rows_waiting: 0,
		received_at: '2015-04-02T09:00:00Z',
		supersedes: null,
		details: {},
		...changes
	};
}

/** Saves a submission and puts its rows into the staging table of its dataset; columns left out are empty. */
export async function stage(
	tx: Transaction,
	record: SubmissionRecord,
	rows: Record<string, unknown>[]
): Promise<void> {
	await saveSubmission(tx, record);
	const known = stagingColumns(record.dataset as DatasetId);
	for (const [at, row] of rows.entries()) {
		const full: Record<string, unknown> = {
			...row,
			submission_id: record.submission_id,
			partner: record.partner,
			period: record.period,
			source_row: at + 2
		};
		const names = Object.keys(full);
		const places = names.map(
			(name, place) => `$${place + 1}::${known.find((column) => column.name === name)?.type}`
		);
		await tx.run(
			`INSERT INTO staging.stg_${record.dataset} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places.join(', ')})`,
			names.map((name) => full[name])
		);
	}
}

/** One transaction that stages a submission and publishes it, replacing others if asked. */
export function publish(
	w: Warehouse,
	record: SubmissionRecord,
	rows: Record<string, unknown>[],
	remove: string[] = []
): Promise<number> {
	return w.transaction(async (tx) => {
		await stage(tx, record, rows);
		return makeState(tx, change([record.submission_id], remove));
	});
}

export function change(add: string[], remove: string[] = []) {
	return { who: 'console', what: 'test', at: '2015-04-02T10:00:00Z', add, remove };
}

export function delivery(
	id: string,
	participant: string,
	day: string,
	amount = 100
): Record<string, unknown> {
	return {
		delivery_id: id,
		participant_id: participant,
		service: 'child_care',
		status: 'delivered',
		date: day,
		amount_usd: amount
	};
}
