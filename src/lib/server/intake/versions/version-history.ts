import type { SubmissionStatus } from '$lib/domain';
import { listStates, listSubmissions, type Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';

/** A span of states in which a version counted; `to` is null while it still does. */
export interface CountedSpan {
	from: { state: number; at: string; who: string };
	to: { state: number; at: string; who: string } | null;
}

/** One filing for a partner, dataset and period, and when it counted. */
export interface Version {
	submission_id: string;
	file: string;
	received_at: string;
	status: SubmissionStatus;
	rows_loaded: number;
	counted: CountedSpan[];
}

/** Every filing for the place of this one, the newest first; only itself while its place is not known. */
export async function versionsOf(w: Warehouse, id: string): Promise<Version[]> {
	const record = await findRecord(w, id);
	const { partner, dataset, period } = record;
	const versions = dataset && period ? await listSubmissions(w, { partner, dataset, period }) : [record];
	const spans = await spansOf(
		w,
		versions.map(({ submission_id }) => submission_id)
	);
	return versions
		.map(({ submission_id, file, received_at, status, rows_loaded }) => ({
			submission_id,
			file,
			received_at,
			status,
			rows_loaded,
			counted: spans.get(submission_id) ?? []
		}))
		.sort((one, other) => (one.received_at < other.received_at ? 1 : -1));
}

async function spansOf(w: Warehouse, ids: string[]): Promise<Map<string, CountedSpan[]>> {
	const states = new Map((await listStates(w)).map((one) => [one.state, one]));
	const rows = await w.read<{ submission_id: string; first: number; last: number }>(
		`SELECT submission_id, min(state)::INTEGER AS first, max(state)::INTEGER AS last FROM (
			SELECT submission_id, state, state - row_number() OVER (PARTITION BY submission_id ORDER BY state) AS run
			FROM main.state_submissions WHERE list_contains($1::VARCHAR[], submission_id)
		) GROUP BY submission_id, run ORDER BY first`,
		[ids]
	);
	const place = (state: number) => {
		const known = states.get(state);
		return known ? { state, at: known.at, who: known.who } : null;
	};
	const result = new Map<string, CountedSpan[]>();
	for (const { submission_id, first, last } of rows) {
		const from = place(first);
		if (from)
			result.set(submission_id, [...(result.get(submission_id) ?? []), { from, to: place(last + 1) }]);
	}
	return result;
}
