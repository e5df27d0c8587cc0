import { ProgramDraft, type LinearProgram } from '$lib/server/solver';
import type { Inequality, ReaderView } from './reader-view';

/** What a reader can suppose of the withheld counts. */
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

/** Writes down what the withheld counts may be; rules about one of them alone become its bounds. */
export function writeProgram(view: ReaderView): ReaderProgram {
	const bounds = new Map<number, { lower: number; upper: number }>();
	view.seen.forEach(({ hidden, least }, count) => {
		if (hidden) bounds.set(count, { lower: least, upper: Infinity });
	});
	const rules = allRules(view).map((rule) => withKnown(view, rule));
	for (const rule of rules) {
		const [first] = rule.terms;
		const bound = first && rule.terms.length === 1 && bounds.get(first[0]);
		if (!bound) continue;
		const [least, most] = first[1] > 0 ? [rule.lower, rule.upper] : [-rule.upper, -rule.lower];
		bound.lower = Math.max(bound.lower, least);
		bound.upper = Math.min(bound.upper, most);
	}
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

function allRules({ identities, inequalities }: ReaderView): Rule[] {
	const sums = identities.map(({ counts, signs }) => ({
		terms: counts.map((count, at): [number, number] => [count, signs[at] ?? 0]),
		lower: 0,
		upper: 0
	}));
	const overlaps = inequalities.map((inequality) => ({
		terms: termsOf(inequality),
		lower: 0,
		upper: Infinity
	}));
	return [...sums, ...overlaps];
}

function termsOf({ kind, total, parts }: Inequality): Rule['terms'] {
	const sign = kind === 'sum' ? 1 : -1;
	return [...parts.map((part): [number, number] => [part, sign]), [total, -sign]];
}

/** Counts that are shown, or do not occur and hence are zero, go to the bounds. */
function withKnown({ seen }: ReaderView, { lower, upper, terms }: Rule): Rule {
	const known = terms
		.filter(([count]) => !seen[count]?.hidden)
		.reduce((sum, [count, coefficient]) => sum + coefficient * (seen[count]?.truth ?? 0), 0);
	return {
		lower: lower - known,
		upper: upper - known,
		terms: terms.filter(([count]) => seen[count]?.hidden)
	};
}
