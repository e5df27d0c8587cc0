import type { DatasetId, IgnoredRow, SubmissionStatus } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import type { LoadedFile, MappedColumn } from '../loaded-file';
import type { LocatedFinding } from '../read';
import type { Received } from '../receive';
import { emptyFile } from '../refused-file';
import type { Made } from './make-tables';
import type { Recognised } from './recognise';
import { ofFile } from './relabel';
import { LineSet, placeAndLine, type Source } from './source';
import type { Place } from './take-source';

/** A source, the tables made of it, and the submissions they became. */
interface Taken {
	recognised: Recognised & { left?: { file: string; records: number; why: string }[] };
	made: Made;
	kept: LoadedFile[];
	place: Place;
}

/**
 * One entry for each file of a source: each of its lines is loaded when anything was made of it, else rejected,
 * waiting or left out. While one of its submissions waits or is rejected, none of them counts as loaded.
 */
export async function accountFor(received: Received, taken: Taken): Promise<LoadedFile[]> {
	const failed = await failedLines(received.w, taken);
	const entries = taken.recognised.sources.map((source) => entryOf(received, { ...taken, source, failed }));
	return [...entries, ...(taken.recognised.left ?? []).map((left) => leftAlone(received, taken, left))];
}

/** A file of an archive of which nothing is taken. */
function leftAlone(
	{ file, claim, options }: Received,
	{ recognised, kept, place }: Taken,
	left: { file: string; records: number; why: string }
): LoadedFile {
	return {
		...emptyFile(file, { ...claim, partner: place.partner }, options.now),
		file: left.file,
		dataset: null,
		period: place.period,
		status: statusOf(kept),
		format: recognised.transform.id,
		container: 'zip',
		rows_in_file: left.records,
		rows_ignored: left.records > 0 ? [{ row: 1, count: left.records, why: left.why }] : [],
		reasons: left.records > 0 ? [] : [`Nothing is taken of it: ${left.why}.`],
		datasets: []
	};
}

interface Entry extends Taken {
	source: Source;
	/** By place: lines of which rows were made, and none was right. */
	failed: Map<number, LineSet>;
}

function entryOf(received: Received, entry: Entry): LoadedFile {
	const { recognised, kept, source, place } = entry;
	const { transform, reasons } = recognised;
	const { read } = source;
	const mine = kept.filter(({ dataset }) => makesOf(entry, dataset).length > 0);
	const [first] = mine;
	return {
		...emptyFile(received.file, { ...received.claim, partner: place.partner }, received.options.now),
		file: source.file ?? received.file.name,
		submission_id: first?.submission_id ?? null,
		status: statusOf(kept),
		dataset: first?.dataset ?? null,
		period: place.period,
		format: transform.id,
		container: read.container,
		encoding: read.text.encoding,
		delimiter: String.fromCharCode(read.layout.dialect.delimiter),
		header_row: read.layout.header.row,
		rows_in_file: read.sorted.records,
		...countLines(entry),
		questions: mine.flatMap(({ questions }) => questions),
		mapping: mappedOf(entry),
		findings: findingsOf(entry, mine),
		reasons,
		already_received: kept.length > 0 && kept.every(({ already_received }) => already_received),
		received_at: first?.received_at ?? received.options.now.toISOString(),
		datasets: mine.map((one) => ({
			dataset: one.dataset as DatasetId,
			period: place.period,
			submission_id: one.submission_id ?? '',
			status: one.status,
			rows_made: one.rows_in_file
		}))
	};
}

function makesOf({ recognised, source }: Entry, dataset: string | null) {
	return recognised.transform.makes.filter(
		(make) => make.dataset === dataset && make.from === source.table.name
	);
}

const WORST: SubmissionStatus[] = ['rejected', 'needs_answer', 'received', 'withdrawn', 'superseded'];

/** The status of a source is that of its submission that is furthest from being published. */
export function statusOf(kept: Pick<LoadedFile, 'status'>[]): SubmissionStatus {
	const order: SubmissionStatus[] = [...WORST, 'checked_with_warnings', 'checked', 'published'];
	const ranks = kept.map(({ status }) => order.indexOf(status));
	return order[Math.min(...ranks)] ?? 'checked_with_warnings';
}

function countLines({ source, made, kept, failed }: Entry) {
	const { sorted } = source.read;
	const lines = made.lines.get(source.place);
	const ignored: IgnoredRow[] = [...sorted.ignored];
	let [taken, wrong] = [0, 0];
	for (const line of lines?.rows ?? []) {
		if (lines?.wrong.has(line)) wrong++;
		else if (lines?.made.has(line) || lines?.used.has(line)) {
			if (failed.get(source.place)?.has(line)) wrong++;
			else taken++;
		} else ignore(ignored, line, lines?.skipped.get(line) ?? 'nothing in it is asked for');
	}
	const rest = sorted.rows - (lines?.rows.size ?? 0);
	if (rest > 0) ignored.push({ row: sorted.records - rest + 1, count: rest, why: 'table is not asked for' });
	const status = statusOf(kept);
	const all = taken + wrong;
	const counts =
		status === 'needs_answer'
			? { rows_loaded: 0, rows_waiting: all, rows_rejected: 0 }
			: status === 'rejected'
				? { rows_loaded: 0, rows_waiting: 0, rows_rejected: all }
				: { rows_loaded: taken, rows_waiting: 0, rows_rejected: wrong };
	return { ...counts, rows_rejected: counts.rows_rejected + sorted.rejected.count, rows_ignored: ignored };
}

function ignore(ignored: IgnoredRow[], row: number, why: string): void {
	const before = ignored.at(-1);
	const count = before?.count ?? 1;
	if (before && before.why === why && before.row + count === row) before.count = count + 1;
	else ignored.push({ row, why });
}

/** Lines of which rows were made and none is staged. When every row is staged, nothing is looked up. */
async function failedLines(w: Warehouse, { made, kept }: Taken): Promise<Map<number, LineSet>> {
	const failed = new Map<number, LineSet>();
	if (kept.every((one) => one.rows_loaded === one.rows_in_file)) return failed;
	const staged = new Set<number>();
	for (const { dataset, submission_id } of kept) {
		const rows = await w.read<{ source_row: number }>(
			`SELECT DISTINCT source_row FROM staging.stg_${dataset} WHERE submission_id = $1`,
			[submission_id]
		);
		for (const { source_row } of rows) staged.add(source_row);
	}
	const loaded = new Map<number, LineSet>();
	for (const row of staged) {
		const { place, line } = placeAndLine(row);
		const set = loaded.get(place) ?? new LineSet();
		set.add(line);
		loaded.set(place, set);
	}
	for (const [place, lines] of made.lines) {
		const set = new LineSet();
		for (const line of lines.made) {
			if (!loaded.get(place)?.has(line) && !lines.used.has(line)) set.add(line);
		}
		failed.set(place, set);
	}
	return failed;
}

/** Each of their columns, and what it went into. */
function mappedOf(entry: Entry): MappedColumn[] {
	const { source, kept } = entry;
	return source.read.headers.map((header) => {
		const into = kept.flatMap(({ dataset, mapping }) =>
			mapping
				.filter((one) =>
					one.header.split(', ').some((from) => from === header || from === `${source.file}: ${header}`)
				)
				.map(({ column }) => `${dataset}.${column}`)
		);
		return into.length > 0
			? { header, column: into.join(', '), how: 'format' }
			: { header, column: null, how: 'not asked for' };
	});
}

/** Findings of the submissions that concern this file, with its own lines and headers; each once. */
function findingsOf({ source }: Entry, mine: LoadedFile[]): LocatedFinding[] {
	const seen = new Set<string>();
	const all = ofFile(
		mine.flatMap(({ findings }) => findings),
		source
	);
	return all.filter((one) => {
		const key = JSON.stringify([one.rule, one.row, one.header, one.value, one.message]);
		return !seen.has(key) && seen.add(key);
	});
}
