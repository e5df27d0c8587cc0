import type { Condition, Expression } from '$lib/catalog';
import { lastDayOfQuarter, type Spelling } from './write-day';

/** Reads a column of the record at hand, or of one that belongs to it (`exit.ExitDate`); empty when there is none. */
export type ReadColumn = (reference: string) => string;

/** How days are written, and who is told of answers that say "not known". */
export interface Manner {
	days: Spelling;
	/** First day of the quarter that the source is filed for. */
	start: string;
	unknown: (column: string, code: string, meaning: string) => void;
}

/** What an expression stands for in one record. */
export function evaluate(expression: Expression, read: ReadColumn, manner: Manner): string {
	if (typeof expression === 'string') return read(expression);
	if ('take' in expression) return take(expression, read, manner);
	if ('value' in expression) return expression.codes?.[expression.value] ?? expression.value;
	if ('period' in expression) return manner.start;
	if ('text' in expression) return fillIn(expression.text, read);
	if ('first' in expression) return first(expression.first, read, manner);
	if ('flags' in expression) return flagged(expression, read);
	if ('quarter_end' in expression)
		return lastDayOfQuarter(read(expression.quarter_end), expression.after, manner.days);
	if ('times' in expression) return multiplied(read(expression.of), expression.times);
	if ('head' in expression) return read(expression.head).slice(0, expression.length);
	if ('occupation' in expression) return occupation(expression, read);
	const chosen = holds(expression.when, read) ? expression.then : expression.else;
	return chosen === undefined ? '' : evaluate(chosen, read, manner);
}

/** Whether all conditions hold of a record. */
export function holds(conditions: Condition[], read: ReadColumn): boolean {
	return conditions.every((condition) => {
		const value = read(condition.column);
		if ('is' in condition) return condition.is.includes(value);
		if ('not' in condition) return !condition.not.includes(value);
		if ('begins' in condition) return condition.begins.some((begin) => value.startsWith(begin));
		return (value !== '') === condition.filled;
	});
}

/** A column as it stands; a value that is not declared becomes `other`, where that is said. */
function take(
	{ take: column, unknown, codes, other }: Extract<Expression, { take: string }>,
	read: ReadColumn,
	manner: Manner
): string {
	const value = read(column);
	const meaning = unknown?.[value];
	if (meaning !== undefined) {
		manner.unknown(column, value, meaning);
		return '';
	}
	return codes?.[value] ?? (value === '' ? value : (other ?? value));
}

function fillIn(text: string, read: ReadColumn): string {
	let isWhole = true;
	const filled = text.replace(/\{([^}]+)\}/g, (_, column: string) => {
		const value = read(column);
		if (value === '') isWhole = false;
		return value;
	});
	return isWhole ? filled : '';
}

function first(expressions: Expression[], read: ReadColumn, manner: Manner): string {
	for (const expression of expressions) {
		const value = evaluate(expression, read, manner);
		if (value !== '') return value;
	}
	return '';
}

function flagged(
	{ flags, yes, several }: { flags: Record<string, string>; yes: string; several: string },
	read: ReadColumn
): string {
	const set = Object.entries(flags).filter(([column]) => read(column) === yes);
	return set.length > 1 ? several : (set[0]?.[1] ?? '');
}

/** A decimal number so many times, exactly; what is no number stays as it is, so that it is found wrong. */
function multiplied(text: string, times: number): string {
	const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
	if (!parts) return text;
	const [, sign = '', whole = '', decimals = ''] = parts;
	const scaled = (BigInt(whole + decimals) * BigInt(times)).toString().padStart(decimals.length + 1, '0');
	const point = scaled.length - decimals.length;
	return sign + scaled.slice(0, point) + (decimals ? '.' + scaled.slice(point) : '');
}

/** The occupation that an O*NET code like 31-1014.00 or 31101400 is a part of; what is none stays as it is. */
function occupation(
	{ occupation: column, codes, other }: Extract<Expression, { occupation: string }>,
	read: ReadColumn
): string {
	const code = read(column);
	const soc = code.replace(/^(\d{2})-?(\d{4})(?:\.?\d{2})?$/, '$1-$2');
	return codes?.[soc] ?? (code === '' ? code : (other ?? soc));
}
