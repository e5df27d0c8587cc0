import { existsSync } from 'node:fs';
import {
	compareLedger,
	listSubmissions,
	removedOf,
	stagedCounts,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';
import type { LoadedFile } from './loaded-file';
import { cutOf, keptPath } from './door/kept-file';
import { fingerprint } from './receive';
import { fromRecord } from './stored-file';

/** Whether everything that must hold in a home holds, and in sentences what does not. */
export async function checkInvariants(w: Warehouse): Promise<{ ok: boolean; problems: string[] }> {
	const records = await listSubmissions(w);
	const problems = [
		...(await checkLedger(w)),
		...(await checkStates(w, records)),
		...records.flatMap((record) => checkSums(fromRecord(record))),
		...(await checkStaged(w, records)),
		...(await checkKeys(w)),
		...(await checkKept(w, records))
	];
	return { ok: problems.length === 0, problems };
}

async function checkLedger(w: Warehouse): Promise<string[]> {
	const lost = await compareLedger(w);
	return lost.map(({ submission_id, state, did }) =>
		did === 'published'
			? `${submission_id} was published in state ${state}, says the ledger, and is not there any more.`
			: `${submission_id} was ${did} in state ${state}, says the ledger, and the database does not know.`
	);
}

/** What the latest state holds is what is marked as published, once for each partner, dataset and period. */
async function checkStates(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const rows = await w.read<{ submission_id: string }>(
		'SELECT submission_id FROM main.state_submissions WHERE state = (SELECT max(state) FROM main.states)'
	);
	const live = new Set(rows.map(({ submission_id }) => submission_id));
	const marked = records.filter(({ status }) => status === 'published');
	const places = marked.map(({ partner, dataset, period }) => `${partner}, ${dataset}, ${period}`);
	return [
		...marked
			.filter(({ submission_id }) => !live.has(submission_id))
			.map(({ submission_id }) => `${submission_id} is marked as published and is not in the latest state.`),
		...[...live]
			.filter((id) => !marked.some(({ submission_id }) => submission_id === id))
			.map((id) => `${id} is in the latest state and not marked as published.`),
		...places
			.filter((place, at) => places.indexOf(place) !== at)
			.map((place) => `More than one submission is published for ${place}.`)
	];
}

/** Every record of a file is loaded, rejected, waiting or ignored. */
function checkSums(file: LoadedFile): string[] {
	const ignored = file.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
	const sum = file.rows_loaded + file.rows_rejected + file.rows_waiting + ignored;
	if (sum === file.rows_in_file) return [];
	return [`${file.submission_id} has ${file.rows_in_file} rows, and ${sum} of them are accounted for.`];
}

async function checkStaged(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const found = await stagedCounts(w);
	const known = new Set(records.map(({ submission_id }) => submission_id));
	const removed = await removedOf(w, 'rows');
	const expected = ({ submission_id, rows_loaded }: SubmissionRecord) =>
		removed.has(submission_id) ? 0 : rows_loaded;
	return [
		...records
			.filter((record) => (found.get(record.submission_id) ?? 0) !== expected(record))
			.map(({ submission_id, rows_loaded }) =>
				removed.has(submission_id)
					? `The rows of ${submission_id} were removed at the end of their retention, and ${found.get(submission_id) ?? 0} are there.`
					: `${submission_id} loaded ${rows_loaded} rows, and ${found.get(submission_id) ?? 0} are there.`
			),
		...[...found.keys()]
			.filter((id) => !known.has(id))
			.map((id) => `There are rows of ${id}, and no such submission.`)
	];
}

async function checkKeys(w: Warehouse): Promise<string[]> {
	const tables = ['participants', 'enrollments', 'needs', 'deliveries', 'outcomes'];
	const open = tables.map(
		(name) => `SELECT count(*)::INTEGER AS n FROM staging.live_${name} WHERE person_key IS NULL`
	);
	const rows = await w.read<{ n: number }>(open.join(' UNION ALL '));
	const missing = rows.reduce((sum, { n }) => sum + n, 0);
	const doubles = await w.read(
		'SELECT 1 FROM main.participant_keys GROUP BY partner, participant_id HAVING count(*) > 1 LIMIT 1'
	);
	return [
		...(missing > 0 ? [`${missing} published rows are of participants without a person key.`] : []),
		...(doubles.length > 0 ? ['A participant has two person keys.'] : [])
	];
}

/** The kept originals are there, but for those past their retention, and their bytes are what was sent, or what the agreement left of it. */
async function checkKept(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const problems: string[] = [];
	const removed = await removedOf(w, 'original');
	const kept = records.filter(({ submission_id }) => !removed.has(submission_id));
	const paths = new Map(kept.map((record) => [keptPath(w.home, record), record]));
	for (const [path, { sha256, file }] of paths) {
		const place = `The original of ${file} (files/${sha256.slice(0, 8)}…)`;
		if (!existsSync(path)) problems.push(`${place} is missing.`);
		else if ((await fingerprint(path)).sha256 !== (cutOf(path)?.kept ?? sha256)) {
			problems.push(`${place} has changed.`);
		}
	}
	return problems;
}
