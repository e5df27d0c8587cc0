import type { MeasureDeclaration } from '$lib/domain';
import { BREAKDOWN_WORDS } from './words/figures';

/** A table that a measure may be asked as. */
export interface BreakdownChoice {
	value: string;
	label: string;
}

/** All tables that a measure is published as, its margins included, the simplest first. */
export function breakdownChoices({ tables }: MeasureDeclaration): BreakdownChoice[] {
	const sets = tables.flatMap((table) => subsetsOf(table)).filter((set) => set.length > 0);
	const known = new Map(sets.map((set) => [[...set].sort().join(), set]));
	return [...known.values()]
		.sort((a, b) => a.length - b.length)
		.map((set) => ({ value: set.join(), label: breakdownLabel(set) }));
}

/** A combination of breakdowns in plain words: `Quarter × Service`. */
export function breakdownLabel(breakdowns: readonly string[]): string {
	return breakdowns.map((name) => BREAKDOWN_WORDS[name] ?? name).join(' × ');
}

function subsetsOf(table: string[]): string[][] {
	return table.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
}
