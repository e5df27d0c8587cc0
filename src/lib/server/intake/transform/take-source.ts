import { dataset as datasetOf, type Transform } from '$lib/catalog';
import { Refusal, type Quarter } from '$lib/domain';
import { participantsWithSsn } from '$lib/server/people';
import type { SubmissionRecord } from '$lib/server/warehouse';
import { finding, valueFinding } from '../check/value-finding';
import { checkAndKeep } from '../check-and-keep';
import type { LoadedFile } from '../loaded-file';
import type { Known, Mapping } from '../map-columns';
import { agreementOf } from '$lib/server/agreements';
import { notCut } from '../door/cut-text';
import { cutIn, describeCut } from '../door/describe-cut';
import { isAgreed, refuseDataset } from '../door/refuse-unagreed';
import { describeStructure, type LocatedFinding } from '../read';
import type { Received } from '../receive';
import { emptyFile } from '../refused-file';
import { recall } from '../remember';
import { fromRecord, isSettled } from '../stored-file';
import { accountFor } from './account';
import { maskSource } from './identifies';
import { makeTables, type Made } from './make-tables';
import type { Recognised } from './recognise';
import { inTheirWords, numbered } from './relabel';
import type { Source } from './source';
import type { MadeDataset } from './write-dataset';

/** Where the rows of a source belong, and what is known of the same bytes. */
export interface Place {
	partner: string;
	period: Quarter;
	folder: string;
	known: SubmissionRecord[];
}

/**
 * Makes tables in our own words of a source, then matches nothing anew: each table is checked and kept as any other
 * file is. Returns one entry for each file of the source, with the submissions that were made of it.
 */
export async function takeSource(received: Received, whole: Recognised, place: Place): Promise<LoadedFile[]> {
	const recognised = onlyAgreed(received, place.partner, whole);
	const { transform, sources } = recognised;
	const roster = (numbers: string[]) => participantsWithSsn(received.w, place.partner, numbers);
	const made = await makeTables(transform, sources, { ...place, roster });
	if (made.datasets.length === 0) throw nothingMade(received.file.name, made);
	const wanted = made.datasets.filter(
		({ dataset }) => received.claim.dataset === undefined || dataset === received.claim.dataset
	);
	const kept: LoadedFile[] = [];
	for (const one of wanted) {
		received.options.progress?.('check', `${received.file.name}, ${datasetOf(one.dataset).title}`);
		kept.push(await takeMade(received, { ...recognised, made, one, place }));
	}
	return accountFor(received, { recognised, made, kept, place });
}

/**
 * A source without the datasets that the partner's agreement does not allow, which are said; refused when none is left,
 * or when it is a workbook, of which the others were not cut before it was kept.
 */
function onlyAgreed<Whole extends Recognised>(
	{ w, file: { name } }: Received,
	partner: string,
	whole: Whole
): Whole {
	const agreement = agreementOf(w.home, partner);
	const makes = whole.transform.makes.filter((make) => isAgreed(agreement, make.dataset));
	const left = whole.transform.makes.filter((make) => !makes.includes(make));
	const [first] = left;
	if (!first) return whole;
	if (makes.length === 0) refuseDataset(agreement, partner, first.dataset);
	if (whole.sources.some(({ read }) => read.container === 'xlsx')) throw notCut(name, 'a workbook');
	const titles = [...new Set(left.map((make) => datasetOf(make.dataset).title))].join(', ');
	const said = `Not taken, because the sharing agreement does not include it: ${titles}.`;
	return { ...whole, transform: { ...whole.transform, makes }, reasons: [...whole.reasons, said] };
}

/** A source of which no row could be made: nothing of it is kept. */
function nothingMade(name: string, { lines, miswritten }: Made): Refusal {
	const reasons = new Map<string, number>();
	for (const { skipped, wrong } of lines.values()) {
		for (const why of skipped.values()) reasons.set(why, (reasons.get(why) ?? 0) + 1);
		if (wrong.size > 0) reasons.set('not written as the layout has it', wrong.size);
	}
	const [first] = [...lines.keys()].flatMap((place) => miswritten.findings(place));
	const said = [...reasons].map(([why, count]) => `${why} (${count})`).join(', ');
	return new Refusal(
		'nothing_made',
		`${name} holds no record of which a row can be made${said === '' ? '' : `: ${said}`}. Nothing of it was kept.`,
		first
			? `Line ${first.row}: ${first.message} ${first.fix}`
			: 'Check that it is the whole file, and that the roster was sent first.'
	);
}

interface Taking extends Recognised {
	made: Made;
	one: MadeDataset;
	place: Place;
}

async function takeMade(received: Received, taking: Taking): Promise<LoadedFile> {
	const { w, file: bytes, options, answers } = received;
	const { one, place } = taking;
	const { partner, period } = place;
	const same = place.known.find((record) => record.dataset === one.dataset && record.period === period);
	if (same && isSettled(same)) return { ...fromRecord(same), already_received: true };
	const recalled = await recall(w, { partner, dataset: one.dataset, period });
	const known: Known = {
		dataset: datasetOf(one.dataset),
		format: one.format,
		given: answers,
		...recalled,
		headerRow: one.table.layout.header.row,
		year: Number(period.slice(0, 4))
	};
	const submission_id =
		same?.submission_id ?? [partner, one.dataset, period, bytes.sha256.slice(0, 8)].join('.');
	const file = { ...describeMade(received, taking), submission_id };
	if (same) Object.assign(file, { received_at: same.received_at, already_received: true });
	const mapping = mappingOf(one);
	const { folder } = place;
	const arriving = {
		submission_id,
		partner,
		period,
		known,
		mapping,
		table: one.table,
		kept: bytes.path,
		folder
	};
	const relabel = (findings: LocatedFinding[]) => inTheirWords(findings, one, taking.sources);
	return checkAndKeep(w, { file, arriving, wrong: null, relabel }, options);
}

/** What is known of a made table before it is checked: its rows are counted as they were made. */
function describeMade({ file, claim, options }: Received, taking: Taking): LoadedFile {
	const { one, place, transform, sources, made, reasons } = taking;
	const from = sources.filter(({ table }) => one.makes.some((make) => make.from === table.name));
	const [first] = from;
	return {
		...emptyFile(file, { ...claim, partner: place.partner }, options.now),
		dataset: one.dataset,
		period: place.period,
		container: first?.read.container ?? '',
		encoding: first?.read.text.encoding ?? '',
		delimiter: String.fromCharCode(first?.read.layout.dialect.delimiter ?? 44),
		header_row: first?.read.layout.header.row ?? null,
		format: transform.id,
		rows_in_file: one.table.sorted.rows,
		rows_waiting: one.table.sorted.rows,
		mapping: mappingOf(one).columns,
		reasons: [...reasons, ...new Set(one.makes.map(({ what }) => what))],
		findings: [
			...sources
				.filter((source) => from.includes(source) || isOnlyLookedUp(source, taking))
				.flatMap((source) => numbered(cutOf(source, file.removed), source)),
			...from.flatMap((source) =>
				numbered(maskSource(describeStructure(source.read), transform, source), source)
			),
			...from.flatMap((source) => mostlyBroken(source, made)),
			...from
				.filter((source) => isFirstOf(one, source, made))
				.flatMap((source) =>
					numbered(
						[...made.miswritten.findings(source.place), ...made.unknown.findings(source.place)],
						source
					)
				),
			...notesOf(transform, one)
		]
	};
}

function cutOf({ file, read }: Source, removed: string[]): LocatedFinding[] {
	const own = file === null ? removed : cutIn(file, removed);
	return describeCut(own, read.layout.header.row, read.sorted.rows);
}

/** A table of which no row is made by itself; what is to be said of it is said with the first dataset. */
function isOnlyLookedUp({ table }: Source, { one, made }: Taking): boolean {
	return (
		made.datasets[0] === one &&
		!made.datasets.some(({ makes }) => makes.some(({ from }) => from === table.name))
	);
}

/** Answers that say "not known" are told once for each table: with the first dataset made of it. */
function isFirstOf(one: MadeDataset, source: Source, made: Made): boolean {
	const first = made.datasets.find(({ makes }) => makes.some(({ from }) => from === source.table.name));
	return first === one;
}

function mostlyBroken({ read, place }: Source, { lines }: Made): LocatedFinding[] {
	const { rejected, rows } = read.sorted;
	const wrong = rejected.count + (lines.get(place)?.wrong.size ?? 0);
	const all = rejected.count + rows;
	return wrong > all / 2 ? [valueFinding('mostly_wrong', { value: String(wrong), count: all })] : [];
}

function notesOf(transform: Transform, one: MadeDataset): LocatedFinding[] {
	return one.makes.flatMap(({ note }) => {
		if (!note) return [];
		const column = datasetOf(one.dataset).columns.find(({ name }) => name === note.column) ?? null;
		const rule = { rule: `${transform.id}_note`, severity: 'warning' as const, ...note };
		return [finding(rule, { column, header: one.headers.get(note.column) ?? null })];
	});
}

function mappingOf({ columns, headers }: MadeDataset): Mapping {
	const header = (name: string) => headers.get(name) ?? name;
	return {
		columns: columns.map((column) => ({ header: header(column), column, how: 'format' })),
		byLine: null,
		cells: new Map(columns.map((column, cell) => [column, cell])),
		headers,
		questions: [],
		findings: []
	};
}
