import { escape, type ColumnTable } from 'arquero';
import { Refusal } from '$lib/domain';
import { dimension, holdsQuarters, knownCodes } from '../dimensions';
import { combinationKey, type KeptFamily } from './kept-family';
import type { Ask } from '../measure';
import { sortRows } from '../rows/sort-rows';

/** A row of a kept family: places as text, counts and figures as numbers, `hidden_*` as marks. */
export type KeptRow = Record<string, string | number | null>;

/** The rows of a kept family that a question asks for: a slice of what was protected, never a new count. */
export function sliceFamily(ask: Ask, family: KeptFamily, carried: readonly string[] = []): KeptRow[] {
	const where = Object.entries(ask.where).filter(([name]) => !carried.includes(name));
	where.forEach(([name, value]) => refuseUnknownValue(name, value, occurring(family, name, ask)));
	const by = ask.by.filter((name) => !carried.includes(name));
	const table = family.tables.get(combinationKey([...new Set([...by, ...where.map(([name]) => name)])]));
	return table ? sortRows(narrowed(table, where, ask.range).objects() as KeptRow[], by) : [];
}

function narrowed(table: ColumnTable, where: [string, string][], range: Ask['range']): ColumnTable {
	const dated = table.columnNames().find(holdsQuarters);
	const fits = (row: KeptRow) =>
		where.every(([name, value]) => row[name] === value) && inRange(row, dated, range);
	return where.length > 0 || (dated && range) ? table.filter(escape(fits)) : table;
}

function inRange(row: KeptRow, dated: string | undefined, range: Ask['range']): boolean {
	if (!dated || !range) return true;
	const quarter = String(row[dated]);
	return quarter >= range.from && quarter <= range.to;
}

/** Values of a breakdown that stand in the kept tables. */
function occurring(family: KeptFamily, name: string, ask: Ask): string[] {
	const margin = family.tables.get(name);
	const found = margin ? (margin.array(name) as string[]) : [];
	if (name === 'partner') return [...found, ...ask.facts.partners.map(({ partner }) => partner)];
	return [...found, ...knownCodes(name)];
}

/** Refuses a filter on a value that neither the data nor the code list knows. */
export function refuseUnknownValue(name: string, value: string, known: readonly string[]): void {
	if (known.includes(value)) return;
	const choices = [...new Set(known)].sort();
	const shown = choices.length > 20 ? [...choices.slice(0, 20), 'and others'] : choices;
	throw new Refusal(
		'unknown_value',
		`There is no ${dimension(name).label.toLowerCase()} "${value}".`,
		shown.length > 0 ? `Choose one of ${shown.join(', ')}.` : 'Nothing was published for this breakdown yet.'
	);
}
