import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataset as datasetOf, formats, type Format } from '$lib/catalog';
import { Refusal, type DatasetId, type Quarter, type SubmissionClaim } from '$lib/domain';
import {
	listSubmissions,
	saveSubmission,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';
import { checkAndKeep } from './check-and-keep';
import { detect, knownHeaders, type Guess } from './detect';
import type { FileSource, LoadedFile, LoadOptions, MappedColumn } from './loaded-file';
import { mapColumns, type Known } from './map-columns';
import { addPartners, resolvePartner, unnamedPartner } from './partners';
import { describeStructure, readTable, type ReadTable } from './read';
import { receive, type ReceivedFile } from './receive';
import { emptyFile, refusedFile } from './refused-file';
import { readAnswers } from './remember';
import { resolveDataset, resolvePeriod } from './resolve-claim';
import { fromRecord, toRecord } from './stored-file';

/** Everything but publishing: from the bytes to the staged rows, or to what stands against them. */
export async function takeFile(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	options: LoadOptions
): Promise<LoadedFile> {
	const answers = options.answers ?? {};
	options.progress?.('receive', source.name);
	const whose = await resolvePartner(w, claim.partner, answers.new_partner);
	const received = await receive(w.home, source, options.settings.upload_limit_mb * 1024 * 1024);
	const taken = { w, received, claim, options, answers };
	if ('question' in whose) {
		const asked = emptyFile(received, claim, options.now);
		return { ...asked, status: 'needs_answer', questions: [whose.question] };
	}
	const work = join(w.home, 'work');
	await mkdir(work, { recursive: true });
	const folder = await mkdtemp(join(work, 'intake-'));
	try {
		options.progress?.('read', source.name);
		return await takeFrom(taken, { ...whose, folder });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return await refuse(taken, whose.partner, error);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

interface Taken {
	w: Warehouse;
	received: ReceivedFile;
	claim: SubmissionClaim;
	options: LoadOptions;
	answers: Record<string, string>;
}

/** A file that is no table is not kept, unless an earlier submission has the same bytes. */
async function refuse(
	{ w, received, claim, options }: Taken,
	partner: string,
	refusal: Refusal
): Promise<LoadedFile> {
	const same = await listSubmissions(w, { sha256: received.sha256 });
	if (same.length === 0) await rm(received.path, { force: true });
	return refusedFile(received, { ...claim, partner }, { refusal, now: options.now });
}

async function takeFrom(
	taken: Taken,
	{ partner, isNew, folder }: { partner: string; isNew: boolean; folder: string }
): Promise<LoadedFile> {
	const { w, received, claim, options, answers } = taken;
	const period = resolvePeriod(claim, { name: received.name, answer: answers.period, now: options.now });
	const known = await sameBytes(w, received, partner);
	const quarter = 'period' in period ? period.period : null;
	const claimed = known.find((one) => one.dataset === claim.dataset && one.period === quarter);
	if (claimed && isSettled(claimed)) return { ...fromRecord(claimed), already_received: true };
	const limit = options.settings.upload_limit_mb * 1024 * 1024;
	const table = await readTable(received.path, {
		name: received.name,
		folder,
		limit,
		knows: knownHeaders({ partner })
	});
	const guesses = detect(table.headers, { partner });
	const about = resolveDataset(claim.dataset, guesses, answers.dataset);
	if (isNew) await addPartners(w, [unnamedPartner(partner)]);
	if ('question' in about || quarter === null) {
		const questions = [about, period].flatMap((one) => ('question' in one ? [one.question] : []));
		return saveUnsorted(w, { ...describeTable(taken, table, partner), status: 'needs_answer', questions });
	}
	const slot = { partner, dataset: about.dataset, period: quarter };
	const same = known.find((one) => one.dataset === slot.dataset && one.period === slot.period) ?? null;
	if (same && isSettled(same)) return { ...fromRecord(same), already_received: true };
	return stageFile(taken, { ...slot, table, folder, guesses, same, wrong: about.wrong });
}

/** Submissions of the same bytes by the same partner; most often there is none. */
function sameBytes(w: Warehouse, { sha256 }: ReceivedFile, partner: string): Promise<SubmissionRecord[]> {
	return listSubmissions(w, { partner, sha256 });
}

/** Those that wait or were rejected are looked at again. */
function isSettled({ status }: SubmissionRecord): boolean {
	return !['received', 'needs_answer', 'rejected'].includes(status);
}

interface Slot {
	partner: string;
	dataset: DatasetId;
	period: Quarter;
}

async function saveUnsorted(w: Warehouse, file: LoadedFile): Promise<LoadedFile> {
	const saved = { ...file, submission_id: `${file.partner}.unsorted.${file.sha256.slice(0, 8)}` };
	await w.transaction((tx) => saveSubmission(tx, toRecord({ ...saved, dataset: null, period: null })));
	return saved;
}

function describeTable({ received, claim, options }: Taken, table: ReadTable, partner: string): LoadedFile {
	const { layout, sorted, text } = table;
	return {
		...emptyFile(received, { ...claim, partner }, options.now),
		container: table.container,
		encoding: text.encoding,
		delimiter: String.fromCharCode(layout.dialect.delimiter),
		header_row: layout.header.row,
		rows_in_file: sorted.records,
		rows_rejected: sorted.rejected.count,
		rows_waiting: sorted.rows,
		rows_ignored: sorted.ignored,
		mapping: table.headers.map((header) => ({ header, column: null, how: 'left out' })),
		findings: describeStructure(table)
	};
}

interface Sorted extends Slot {
	table: ReadTable;
	folder: string;
	guesses: Guess[];
	/** The same bytes, received before. */
	same: SubmissionRecord | null;
	wrong: Guess | null;
}

async function stageFile(taken: Taken, sorted: Sorted): Promise<LoadedFile> {
	const { w, received, options, answers } = taken;
	const { partner, dataset: id, period, table, folder, guesses, same } = sorted;
	const guess = guesses.find(({ format }) => format.dataset === id);
	const known: Known = {
		dataset: datasetOf(id),
		format: guess?.format ?? ownFormat(id),
		given: answers,
		remembered: await readAnswers(w, partner, id),
		before: await lastMapping(w, { partner, dataset: id, period }),
		headerRow: table.layout.header.row
	};
	const mapping = mapColumns(table.headers, known);
	const submission_id = same?.submission_id ?? [partner, id, period, received.sha256.slice(0, 8)].join('.');
	const file: LoadedFile = {
		...describeTable(taken, table, partner),
		submission_id,
		dataset: id,
		period,
		format: known.format.id,
		mapping: mapping.columns,
		reasons: guess?.reasons ?? [],
		received_at: same?.received_at ?? options.now.toISOString(),
		already_received: same !== null
	};
	const arriving = { submission_id, partner, period, known, mapping, table, kept: received.path, folder };
	options.progress?.('check', received.name);
	return checkAndKeep(w, { file, arriving, wrong: sorted.wrong }, options);
}

function ownFormat(dataset: DatasetId): Format {
	const own = formats().find((format) => format.dataset === dataset && format.partner === null);
	if (!own) throw new Error(`There is no format of our own for ${dataset}.`);
	return own;
}

/** How the columns of the partner's last file of this dataset were matched. */
async function lastMapping(w: Warehouse, { partner, dataset, period }: Slot): Promise<MappedColumn[]> {
	const [last] = await w.read<{ mapping: string | null }>(
		`SELECT json_extract(details, '$.mapping')::VARCHAR AS mapping FROM main.submissions
		WHERE partner = $1 AND dataset = $2 AND period <= $3 AND rows_loaded > 0
		ORDER BY period DESC, received_at DESC LIMIT 1`,
		[partner, dataset, period]
	);
	return last?.mapping ? (JSON.parse(last.mapping) as MappedColumn[]) : [];
}
