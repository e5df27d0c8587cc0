import type { Condition, Expression, Make, SourceTable } from '$lib/catalog';
import { FORMAT_WORDS } from './words/formats';

const words = FORMAT_WORDS.says;

/** What a column of the source is called, by the name that a declaration uses for it. */
export type HeaderOf = (reference: string) => string;

/** Their codes of one column, and what becomes of them. */
export interface CodeLine {
	codes: { theirs: string; ours: string }[];
	other: string | null;
	unknown: { code: string; meaning: string }[];
}

/** What an expression stands for, in words. */
export function sentenceOf(expression: Expression, headerOf: HeaderOf): string {
	const say = (one: Expression) => sentenceOf(one, headerOf);
	if (typeof expression === 'string') return headerOf(expression);
	if ('take' in expression) return headerOf(expression.take);
	if ('value' in expression) return words.value(expression.codes?.[expression.value] ?? expression.value);
	if ('period' in expression) return words.periodStart;
	if ('text' in expression)
		return words.text(
			expression.text.replace(/\{([^}]+)\}/g, (_, column: string) => `{${headerOf(column)}}`)
		);
	if ('first' in expression) return expression.first.map(say).join(words.otherwise);
	if ('flags' in expression) return flagsIn(expression, headerOf);
	if ('quarter_end' in expression)
		return words.quarterEnd(headerOf(expression.quarter_end), expression.after);
	if ('times' in expression) return words.times(expression.times, headerOf(expression.of));
	if ('head' in expression) return words.head(expression.length, headerOf(expression.head));
	if ('occupation' in expression) return words.occupation(headerOf(expression.occupation));
	const then = words.when(conditionsOf(expression.when, headerOf), say(expression.then));
	return expression.else === undefined ? then : then + words.otherwise + say(expression.else);
}

/** Conditions that must all hold, in words; nothing where there are none. */
export function conditionsOf(conditions: Condition[], headerOf: HeaderOf): string {
	return conditions.map((condition) => conditionOf(condition, headerOf)).join(words.and);
}

function conditionOf(condition: Condition, headerOf: HeaderOf): string {
	const column = headerOf(condition.column);
	if ('is' in condition) return words.is(column, condition.is.join(words.or));
	if ('not' in condition) return words.not(column, condition.not.join(words.or));
	if ('begins' in condition) return words.begins(column, condition.begins.join(words.or));
	return condition.filled ? words.filled(column) : words.empty(column);
}

function flagsIn(
	{ flags, yes, several }: { flags: Record<string, string>; yes: string; several: string },
	headerOf: HeaderOf
): string {
	const each = Object.entries(flags).map(([column, value]) => words.flag(value, headerOf(column), yes));
	return [...each, ...(each.length > 1 ? [words.several(several)] : [])].join(words.otherwise);
}

/** The codes that an expression turns into ours, wherever they stand in it; null where there are none. */
export function codesOf(expression: Expression): CodeLine | null {
	const lines = linesOf(expression);
	if (lines.length === 0) return null;
	return {
		codes: lines.flatMap(({ codes }) => codes),
		other: lines.find(({ other }) => other !== null)?.other ?? null,
		unknown: lines.flatMap(({ unknown }) => unknown)
	};
}

function linesOf(expression: Expression): CodeLine[] {
	if (typeof expression === 'string') return [];
	if ('first' in expression) return expression.first.flatMap(linesOf);
	if ('then' in expression)
		return [expression.then, ...(expression.else === undefined ? [] : [expression.else])].flatMap(linesOf);
	if (!('take' in expression) && !('occupation' in expression)) return [];
	const codes = Object.entries(expression.codes ?? {}).map(([theirs, ours]) => ({ theirs, ours }));
	const unknown = 'take' in expression ? Object.entries(expression.unknown ?? {}) : [];
	if (codes.length === 0 && unknown.length === 0) return [];
	const meanings = unknown.map(([code, meaning]) => ({ code, meaning }));
	return [{ codes, other: expression.other ?? null, unknown: meanings }];
}

/** Names the columns of a record and of those that belong to it as its layout writes them. */
export function headersFor(make: Pick<Make, 'from' | 'with'>, tables: SourceTable[]): HeaderOf {
	return (reference) => {
		const dot = reference.lastIndexOf('.');
		const lookup = make.with.find(({ name }) => name === reference.slice(0, Math.max(0, dot)));
		const table = tables.find(({ name }) => name === (lookup?.table ?? make.from));
		const column = reference.slice(dot + 1);
		const shown = headersShown(table?.columns[column] ?? [column]);
		return lookup ? `${lookup.name}: ${shown}` : shown;
	};
}

/** A header, and its other name where it has one; more ways of writing it are not told. */
export function headersShown(headers: string[]): string {
	return headers.slice(0, 2).join(words.or);
}
