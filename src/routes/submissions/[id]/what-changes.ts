import { writeCount, writeDay, writeDollars, type Calendar } from '$lib/domain';
import type { Changes, Earlier, RowNumber, Version } from '$lib/server/intake';
import { periodWords } from '$lib/ui/submission-line';

/** A comparison with one earlier submission, in words. */
export interface ComparisonView {
	file: string;
	day: string;
	period: string;
	/** Added, vanished, changed, same; nothing where no id is the same. */
	counts: { name: 'added' | 'vanished' | 'changed' | 'same'; rows: string }[] | null;
	columns: { title: string; rows: string }[];
	added: string[];
	vanished: string[];
	changed: { key: string; line: string; column: string; before: string | null; after: string | null }[];
}

/** What a submission changes, as its page shows it. */
export interface ChangesView {
	replaces: ComparisonView | null;
	lastQuarter: ComparisonView | null;
	numbers: { title: string; lastQuarter: string | null; replaces: string | null; now: string }[];
}

/** The comparisons of a submission in the words of its page. */
export function changesView(changes: Changes, calendar: Calendar): ChangesView {
	const { replaces, lastQuarter, numbers } = changes;
	return {
		replaces: replaces && comparisonView(replaces, calendar),
		lastQuarter: lastQuarter && comparisonView(lastQuarter, calendar),
		numbers: numbers
			.map((number) => ({
				title: number.title,
				lastQuarter: written(number.id, lastQuarter),
				replaces: written(number.id, replaces),
				now: writeNumber(number)
			}))
			.filter((line) => [line.lastQuarter, line.replaces, line.now].some((text) => text && !isNothing(text)))
	};
}

function comparisonView({ file, received_at, period, rows }: Earlier, calendar: Calendar): ComparisonView {
	const isOther = rows.changed + rows.same === 0;
	const names = ['added', 'vanished', 'changed', 'same'] as const;
	const { examples } = rows;
	return {
		file,
		day: writeDay(received_at),
		period: periodWords(period, calendar),
		counts: isOther ? null : names.map((name) => ({ name, rows: writeCount(rows[name]) })),
		columns: rows.columns.map(({ title, rows: count }) => ({ title, rows: writeCount(count) })),
		added: isOther ? [] : examples.added,
		vanished: isOther ? [] : examples.vanished,
		changed: examples.changed.map(({ row, ...cell }) => ({ ...cell, line: row === null ? '' : String(row) }))
	};
}

function written(id: string, earlier: Earlier | null): string | null {
	const number = earlier?.numbers.find((one) => one.id === id);
	return number ? writeNumber(number) : null;
}

function writeNumber({ value, unit }: RowNumber): string {
	return unit === 'usd' ? writeDollars(value) : writeCount(value);
}

function isNothing(text: string): boolean {
	return /^\$?0(\.00)?$/.test(text);
}

/** A version of a filing, in words. */
export interface VersionView {
	id: string;
	file: string;
	received: string;
	status: Version['status'];
	rows: string;
	/** States in which it counted: from, to (null while it does), the day of the end (or of the start), who. */
	counted: { from: number; to: number | null; day: string; who: string }[];
}

/** The versions of a filing as the page lists them. */
export function versionsView(versions: Version[]): VersionView[] {
	return versions.map(({ submission_id, file, received_at, status, rows_loaded, counted }) => ({
		id: submission_id,
		file,
		received: writeDay(received_at),
		status,
		rows: writeCount(rows_loaded),
		counted: counted.map(({ from, to }) => ({
			from: from.state,
			to: to ? to.state - 1 : null,
			day: writeDay((to ?? from).at),
			who: (to ?? from).who
		}))
	}));
}
