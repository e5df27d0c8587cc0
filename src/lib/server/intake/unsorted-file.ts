import type { IntakeQuestion, Quarter } from '$lib/domain';
import { saveSubmission, type Warehouse } from '$lib/server/warehouse';
import type { LoadedFile } from './loaded-file';
import { putLikelyQuarterFirst } from './match/likely-period';
import { putLikelyFirst } from './match/rank-datasets';
import { describeTable } from './match-file';
import type { ReadTable } from './read';
import type { Received } from './receive';
import { toRecord } from './stored-file';

/** A table that was read and cannot be placed: whose it is, and its quarter where that is known. */
interface Unplaced {
	partner: string;
	quarter: Quarter | null;
	table: ReadTable;
	folder: string;
}

/** A wider table is asked about without a look at its values: no export of ours has half as many columns, and each costs time. */
const MOST_COLUMNS = 100;

/** Keeps a table with the questions that place it; the likeliest dataset comes first among its choices. */
export async function keepUnsorted(
	received: Received,
	unplaced: Unplaced,
	asked: { about: IntakeQuestion | null; period: IntakeQuestion | null }
): Promise<LoadedFile> {
	const { w, file: bytes, options } = received;
	const { partner, quarter, table, folder } = unplaced;
	const year = quarter === null ? options.now.getFullYear() : Number(quarter.slice(0, 4));
	const unsorted = { partner, table, kept: bytes.path, folder, year };
	const mayLook = table.headers.length <= MOST_COLUMNS;
	const about = asked.about && mayLook ? await putLikelyFirst(w, asked.about, unsorted) : asked.about;
	const period =
		asked.period && mayLook ? await putLikelyQuarterFirst(w, asked.period, unsorted) : asked.period;
	const questions = [about, period].flatMap((question) => question ?? []);
	const file = describeTable(received, table, partner);
	return saveUnsorted(w, { ...file, period: quarter, status: 'needs_answer', questions });
}

/** Keeps a file that nobody can place yet, with what was said of it, so that its questions can be answered later. */
export async function saveUnsorted(w: Warehouse, file: LoadedFile): Promise<LoadedFile> {
	const { partner, dataset, period } = file;
	const isPlaced = file.container === 'xlsx' && file.header_row === null && dataset && period;
	const place = isPlaced ? [dataset, period] : ['unsorted'];
	const saved = { ...file, submission_id: [partner, ...place, file.sha256.slice(0, 8)].join('.') };
	await w.transaction((tx) => saveSubmission(tx, toRecord(saved)));
	return saved;
}
