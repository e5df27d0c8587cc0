import { hasIntervals, isShare, labelOf, sharesDollars } from '$lib/charts';
import {
	STATUS_WORDS,
	isQuarter,
	writeCell,
	writeCount,
	writeDay,
	writeDollars,
	writePercent,
	writePoints,
	writeValue
} from '$lib/domain';
import type { RowValue, SafeRow, SafeTable } from '$lib/domain';
import { intervalHead, ownIntervals, type OwnInterval } from './own-intervals';
import { extraColumns } from './table-shape';
import { WORDS } from './words';

/** A column of a table made for people. */
export interface FigureColumn {
	id: string;
	title: string;
	isNumber: boolean;
}

/** A table made for people: labels and written numbers, row by row. */
export interface FigureTable {
	columns: FigureColumn[];
	rows: string[][];
}

/** The table twin of a chart: every row of the safe table in words and American numbers, withheld ones in words. A column beside the value that says nothing in any row is left out. */
export function figureTable(table: SafeTable): FigureTable {
	const all = columnsOf(table);
	const intervals = ownIntervals(extraColumns(table));
	const cells = table.rows.map((row) => all.map((column) => cellOf(table, row, { column, intervals })));
	const isSaid = all.map(
		({ id }, at) => id === 'value' || table.by.includes(id) || cells.some((row) => row[at] !== '')
	);
	const said = <Cell>(row: Cell[]) => row.filter((_, at) => isSaid[at]);
	return { columns: said(all), rows: cells.map(said) };
}

function columnsOf(table: SafeTable): FigureColumn[] {
	const beside = extraColumns(table).filter((id) => id !== 'told');
	const intervals = ownIntervals(beside);
	const extra = beside.filter((id) => !intervals.some(({ lower, upper }) => id === lower || id === upper));
	const places = [...table.by, ...extra.filter((id) => !isNumeric(table, id))];
	const numbers = extra.filter((id) => isNumeric(table, id) && id !== 'time');
	const told = (id: 'numerator' | 'denominator' | 'lower') => table.rows.some((row) => row[id] !== null);
	return [
		...(extra.includes('time') && isNumeric(table, 'time') ? [column(table, 'time', true)] : []),
		...places.map((id) => column(table, id, false)),
		{ id: 'value', title: valueTitle(table), isNumber: true },
		...(isShare(table) && told('numerator') ? [column(table, 'numerator', true)] : []),
		...(told('denominator') ? [column(table, 'denominator', true)] : []),
		...(told('lower') ? [{ id: 'interval', title: intervalTitle(table), isNumber: true }] : []),
		...numbers.flatMap((id) => {
			const own = column(table, id, true);
			const interval = intervals.find(({ of }) => of === id);
			return interval ? [own, { ...own, id: interval.id, title: intervalHead(own.title) }] : [own];
		})
	];
}

function column(table: SafeTable, id: string, isNumber: boolean): FigureColumn {
	const plain = id.replaceAll('_', ' ');
	const title =
		table.titles[id] ??
		WORDS.columns[`${table.measure} ${id}`] ??
		WORDS.columns[id] ??
		plain.charAt(0).toUpperCase() + plain.slice(1);
	return { id, title, isNumber };
}

function valueTitle(table: SafeTable): string {
	const own = WORDS.columns[`${table.measure} value`];
	if (own !== undefined) return own;
	if (table.unit === 'percent') return WORDS.columns.share ?? '';
	return WORDS.columns[table.unit] ?? WORDS.columns.value ?? '';
}

function intervalTitle(table: SafeTable): string {
	return (hasIntervals(table) ? WORDS.columns.interval : WORDS.columns.range) ?? '';
}

function isNumeric(table: SafeTable, id: string): boolean {
	if (COUNTS_BESIDE.includes(id) || id === 'places') return true;
	const values = table.rows.map((row) => row[id]).filter((value) => value !== null && value !== undefined);
	return values.length > 0 && values.every((value) => typeof value === 'number');
}

function cellOf(
	table: SafeTable,
	row: SafeRow,
	{ column: { id, isNumber }, intervals }: { column: FigureColumn; intervals: OwnInterval[] }
): string {
	const own = intervals.find((interval) => interval.id === id);
	if (own) return ownInterval(table, row, own);
	if (id === 'value') return writeCell(row, table.unit);
	if (id === 'interval') return intervalCell(table, row);
	const value = row[id];
	if (value === null && row.status === 'shown' && COUNTS_BESIDE.includes(id)) return STATUS_WORDS.withheld;
	if (id === 'places' && value === null) return WORDS.notLimited;
	if (!isNumber) return placeCell(table, id, value);
	if (typeof value !== 'number') return '';
	return numberCell(table, id, value);
}

function intervalCell(table: SafeTable, row: SafeRow): string {
	if (row.lower === null || row.upper === null) return '';
	return `${writeValue(row.lower, table.unit)} – ${writeValue(row.upper, table.unit)}`;
}

function ownInterval(table: SafeTable, row: SafeRow, { of, lower, upper }: OwnInterval): string {
	const [low, high] = [row[lower], row[upper]];
	if (typeof low !== 'number' || typeof high !== 'number') return '';
	return `${numberCell(table, of, low)} – ${numberCell(table, of, high)}`;
}

function placeCell(table: SafeTable, id: string, value: RowValue | undefined): string {
	if (value === null || value === undefined || value === '') return '';
	const text = String(value);
	if (table.labels[id]?.[text] === undefined && !isQuarter(text)) return writeDay(text);
	return labelOf(table, id, value);
}

/** Counts that stand beside a rate, each withheld by itself. Source: the definitions of completion_rate and of outcomes after exit. */
const COUNTS_BESIDE = ['active', 'withdrew', 'transferred', 'answered', 'follow_up_share'];

/** Columns that count people or other things in tables of dollars. Source: the definitions of these measures. */
const COUNTS: Record<string, string[]> = {
	unit_cost: ['denominator'],
	live_offerings: ['places', 'wait_days'],
	demand: ['numerator', 'assumed_quarters'],
	unfunded: ['people', 'people_unpaid', 'assumed_quarters'],
	cost_per_participant: ['denominator'],
	cost_per_completion: ['denominator'],
	cost_per_placement: ['denominator']
};

/** People who are expected, not counted: whole ones are enough. */
const ESTIMATES = ['people', 'people_unpaid'];

/** Differences of two shares. */
const DIFFERENCES = ['difference', 'adjusted_difference'];

/** A number beside the value in its own unit: dollars in tables of dollars, else a count or a plain number. */
function numberCell(table: SafeTable, id: string, value: number): string {
	if (isMoney(table, id)) return writeDollars(value);
	if (ESTIMATES.includes(id)) return writeCount(value);
	if (id.endsWith('_share')) return writePercent(value);
	if (DIFFERENCES.includes(id)) return writePoints(value);
	return Number.isInteger(value) ? writeCount(value) : String(Number(value.toPrecision(4)));
}

function isMoney(table: SafeTable, id: string): boolean {
	if (id.endsWith('_usd')) return true;
	if (sharesDollars(table)) return id === 'numerator' || id === 'denominator';
	return table.unit === 'dollars' && !COUNTS[table.measure]?.includes(id);
}
