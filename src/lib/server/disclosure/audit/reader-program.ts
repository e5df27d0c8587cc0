import { ProgramDraft, type LinearProgram } from '$lib/server/solver';
import type { Inequality } from './reader-view';
import type { RuleIndex } from './rule-index';

/** What a reader can suppose of some withheld counts, all others being known to them. */
export interface ReaderProgram {
	program: LinearProgram;
	columnOf: Map<number, number>;
}

/** The sum of its terms lies between two bounds. */
interface Rule {
	lower: number;
	upper: number;
	terms: [count: number, coefficient: number][];
}

interface Bounds {
	lower: number;
	upper: number;
}

/** Writes down what the counts of a region may be; rules about one count alone become its bounds. */
export function writeProgram(index: RuleIndex, region: Set<number>): ReaderProgram {
	const rules = rulesFor(index, region);
	const bounds = new Map<number, Bounds>();
	for (const count of region)
		bounds.set(count, { lower: index.view.seen[count]?.least ?? 0, upper: Infinity });
	for (const rule of rules) if (rule.terms.length === 1) narrow(bounds, rule);
	const draft = new ProgramDraft();
	const columnOf = new Map([...bounds].map(([count, bound]) => [count, draft.addColumn(bound)]));
	for (const { lower, upper, terms } of rules) {
		if (terms.length < 2) continue;
		draft.addRow(
			lower,
			upper,
			terms.map(([count, sign]) => [columnOf.get(count) ?? 0, sign])
		);
	}
	return { program: draft.pack('minimize'), columnOf };
}

function rulesFor(index: RuleIndex, region: Set<number>): Rule[] {
	const sums = index
		.identitiesNaming(region)
		.map(({ counts, signs }) =>
			ruleOf(index, region, { terms: counts.map((count, at) => [count, signs[at] ?? 0]), lower: 0, upper: 0 })
		);
	const overlaps = index
		.inequalitiesNaming(region)
		.flatMap((inequality) =>
			termsOf(inequality, region).map((terms) => ruleOf(index, region, { terms, lower: 0, upper: Infinity }))
		);
	return [...sums, ...overlaps];
}

function termsOf({ kind, total, parts }: Inequality, region: Set<number>): Rule['terms'][] {
	if (kind === 'sum') return [[...parts.map((part): [number, number] => [part, 1]), [total, -1]]];
	const named = region.has(total) ? parts : parts.filter((part) => region.has(part));
	return named.map((part) => [
		[total, 1],
		[part, -1]
	]);
}

/** Terms outside the region are known and go to the bounds. */
function ruleOf({ view }: RuleIndex, region: Set<number>, { terms, lower, upper }: Rule): Rule {
	const known = terms
		.filter(([count]) => !region.has(count))
		.reduce((sum, [count, coefficient]) => sum + coefficient * (view.seen[count]?.truth ?? 0), 0);
	const unknown = terms.filter(([count]) => region.has(count));
	return { lower: lower - known, upper: upper - known, terms: unknown };
}

function narrow(bounds: Map<number, Bounds>, { lower, upper, terms }: Rule): void {
	const [count, sign] = terms[0] ?? [-1, 1];
	const bound = bounds.get(count);
	if (!bound) return;
	const [least, most] = sign > 0 ? [lower, upper] : [-upper, -lower];
	bound.lower = Math.max(bound.lower, least);
	bound.upper = Math.min(bound.upper, most);
}
