import { dataset, type Make, type Transform } from '$lib/catalog';
import { quarterStart, type Quarter } from '$lib/domain';
import { visitRows } from '../read';
import { evaluate, holds, type Manner, type ReadColumn } from './evaluate';
import { Miswritten } from './miswritten';
import { refuseForbidden } from './refuse-forbidden';
import { reader, readLookups, type AskRoster, type Lookups } from './read-lookups';
import { LineSet, rowNumber, type Source, type SourceLines } from './source';
import { UnknownAnswers } from './unknown-answers';
import { DatasetWriter, type MadeDataset } from './write-dataset';

/** Everything that was made of a source, and what became of each of its lines. */
export interface Made {
	datasets: MadeDataset[];
	/** By place of the table. */
	lines: Map<number, SourceLines>;
	unknown: UnknownAnswers;
	miswritten: Miswritten;
}

/** Makes clean tables in our own columns of the tables of a source; their values stay as they are wherever one stands for one. */
export async function makeTables(
	transform: Transform,
	sources: Source[],
	{ folder, period, roster }: { folder: string; period: Quarter; roster: AskRoster }
): Promise<Made> {
	const unknown = new UnknownAnswers(transform);
	const miswritten = new Miswritten(transform);
	const lines = new Map(sources.map(({ place }) => [place, emptyLines()]));
	const of = (name: string) => sources.find(({ table }) => table.name === name);
	const wanted = [...new Set(transform.makes.map((make) => make.dataset))];
	const writers = wanted.map((id) => new DatasetWriter(transform, id, { of, folder }));
	const makes = writers.flatMap((writer) => writer.makes.map((make) => ({ make, writer })));
	const lookups = await readLookups(transform, sources, { lines, roster });
	await refuseForbidden(transform, sources, lookups);
	for (const source of sources) {
		const own = makes.filter(({ make }) => make.from === source.table.name);
		const making = { lookups, lines, unknown, miswritten, start: quarterStart(period) };
		if (own.length > 0) await makeRows(source, own, making);
	}
	const datasets = writers.flatMap((writer) => writer.finish(sources) ?? []);
	return { datasets, lines, unknown, miswritten };
}

function emptyLines(): SourceLines {
	const none = () => new LineSet();
	return { rows: none(), made: none(), used: none(), wrong: none(), skipped: new Map() };
}

interface Making {
	lookups: Lookups;
	lines: Map<number, SourceLines>;
	unknown: UnknownAnswers;
	miswritten: Miswritten;
	start: string;
}

async function makeRows(
	source: Source,
	makes: { make: Make; writer: DatasetWriter }[],
	{ lookups, lines, unknown, miswritten, start }: Making
): Promise<void> {
	const own = lines.get(source.place) ?? emptyLines();
	const last = new Map<Make, Map<string, number>>();
	for (const { make } of makes) if (make.latest) last.set(make, await latestLines(source, make, lookups));
	let line = 0;
	const manner: Manner = {
		days: source.table.dates,
		start: source.table.dates === 'iso' ? start : start.replaceAll('-', ''),
		unknown: (column, code, meaning) => unknown.add(source, { column, code, meaning, line })
	};
	await visitRows(source.read, (at, cell) => {
		line = at;
		own.rows.add(line);
		const read = reader(source, cell);
		const skip = source.table.skips.find(({ when }) => holds(when, read));
		if (skip) return void own.skipped.set(line, skip.why);
		if (miswritten.note(source, line, read)) return void own.wrong.add(line);
		for (const { make, writer } of makes) {
			const absent = lookups.absent(make, read);
			if (absent !== null) own.skipped.set(line, absent);
			if (absent !== null) continue;
			const used: [number, number][] = [];
			const reach = lookups.reach(make, read, used);
			if (!holds(make.when, reach)) continue;
			if (last.has(make) && last.get(make)?.get(keyOf(make, reach)) !== line) continue;
			writer.add(make, rowNumber(source.place, line), reach, manner);
			own.made.add(line);
			for (const [place, other] of used) lines.get(place)?.used.add(other);
		}
	});
}

const SILENT: Manner = { days: 'iso', start: '', unknown: () => undefined };

function keyOf(make: Make, read: ReadColumn): string {
	const key = dataset(make.dataset).primary_key;
	return key.map((name) => evaluate(make.columns[name] ?? { value: '' }, read, SILENT)).join('\n');
}

/** The line with the latest date for each key; of equal dates the first line. */
async function latestLines(source: Source, make: Make, lookups: Lookups): Promise<Map<string, number>> {
	const best = new Map<string, { line: number; date: string }>();
	await visitRows(source.read, (line, cell) => {
		const own = reader(source, cell);
		if (source.table.skips.some(({ when }) => holds(when, own))) return;
		const read = lookups.reach(make, own, []);
		if (!holds(make.when, read)) return;
		const key = keyOf(make, read);
		const date = read(make.latest ?? '');
		const before = best.get(key);
		if (!before || date > before.date) best.set(key, { line, date });
	});
	return new Map([...best].map(([key, { line }]) => [key, line]));
}
