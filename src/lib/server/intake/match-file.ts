import { dataset as datasetOf } from '$lib/catalog';
import type { DatasetId, Quarter } from '$lib/domain';
import type { SubmissionRecord } from '$lib/server/warehouse';
import { checkAndKeep, type MatchedFile } from './check-and-keep';
import { ownFormat, type Guess } from './detect';
import type { LoadedFile } from './loaded-file';
import { describeCut } from './door/describe-cut';
import { maskStructure } from './mask-structure';
import { mapColumns, type Known } from './map-columns';
import { askLikely } from './match/ask-likely';
import { describeStructure, type ReadTable } from './read';
import type { Received } from './receive';
import { emptyFile } from './refused-file';
import { recall } from './remember';

/** A table that was read, what it is about, and the submission that its bytes already are. */
export interface SortedFile {
	partner: string;
	dataset: DatasetId;
	period: Quarter;
	table: ReadTable;
	/** For a clean copy of it. */
	folder: string;
	guesses: Guess[];
	/** The same bytes, received before. */
	same: SubmissionRecord | null;
	/** The dataset it rather is. */
	wrong: Guess | null;
}

/** Matches a file's columns with ours, by what was answered and remembered, then checks and keeps it. */
export async function matchFile(received: Received, sorted: SortedFile): Promise<LoadedFile> {
	const { w, options } = received;
	const matched = await matchTable(received, sorted);
	options.progress?.('check', received.file.name);
	await askLikely(w, matched.arriving);
	return checkAndKeep(w, matched, options);
}

/** Matches a file's columns with ours and changes nothing. */
export async function matchTable(received: Received, sorted: SortedFile): Promise<MatchedFile> {
	const { file: bytes, options } = received;
	const { partner, period, table, folder, guesses, same } = sorted;
	const guess = guesses.find(({ format }) => format.dataset === sorted.dataset);
	const known = await knownOf(received, sorted);
	const { dataset, format } = known;
	const mapping = mapColumns(table.headers, known);
	const submission_id =
		same?.submission_id ?? [partner, dataset.id, period, bytes.sha256.slice(0, 8)].join('.');
	const file: LoadedFile = {
		...describeTable(received, table, partner),
		submission_id,
		dataset: dataset.id,
		period,
		format: format.id,
		mapping: mapping.columns,
		findings: [
			...describeCut(bytes.removed, table.layout.header.row, table.sorted.rows),
			...maskStructure(describeStructure(table), mapping.columns, known.dataset)
		],
		reasons: guess?.reasons ?? [],
		received_at: same?.received_at ?? options.now.toISOString(),
		already_received: same !== null
	};
	const arriving = { submission_id, partner, period, known, mapping, table, kept: bytes.path, folder };
	return { file, arriving, wrong: sorted.wrong };
}

async function knownOf({ w, answers }: Received, sorted: SortedFile): Promise<Known> {
	const { partner, dataset: id, period, table, guesses } = sorted;
	const guess = guesses.find(({ format }) => format.dataset === id);
	return {
		dataset: datasetOf(id),
		format: guess?.format ?? ownFormat(id),
		given: answers,
		...(await recall(w, { partner, dataset: id, period })),
		headerRow: table.layout.header.row,
		year: Number(period.slice(0, 4))
	};
}

/** What is known of a file once it is read. */
export function describeTable(
	{ file, claim, options }: Received,
	table: ReadTable,
	partner: string
): LoadedFile {
	const { layout, sorted, text } = table;
	return {
		...emptyFile(file, { ...claim, partner }, options.now),
		container: table.container,
		encoding: text.encoding,
		delimiter: String.fromCharCode(layout.dialect.delimiter),
		header_row: layout.header.row,
		rows_in_file: sorted.records,
		rows_rejected: sorted.rejected.count,
		rows_waiting: sorted.rows,
		rows_ignored: sorted.ignored,
		mapping: table.headers.map((header) => ({ header, column: null, how: 'not matched yet' })),
		findings: [
			...describeCut(file.removed, layout.header.row, sorted.rows),
			...maskStructure(describeStructure(table), [], null)
		]
	};
}
