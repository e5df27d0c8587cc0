/** Something that holds of a record. */
export type Condition =
	| { column: string; is: string[] }
	| { column: string; not: string[] }
	| { column: string; begins: string[] }
	| { column: string; filled: boolean };

/**
 * What stands in one of our columns, said of a record of the source:
 * a column of it as it stands (`take`: their codes turned into ours, codes that say "not known" left empty, every
 * `other` one turned into this);
 * a fixed value; a text with `{column}` in it, empty when one of them is; the first that is filled; the code of the
 * one flag that is set; one or the other by a condition; the last day of a quarter so many after a day or month; a
 * number so many times; the first characters of a column; the occupation (SOC) of a longer O*NET code; the first
 * day of the quarter that the file is filed for.
 */
export type Expression =
	| string
	| { take: string; codes?: Record<string, string>; unknown?: Record<string, string>; other?: string }
	| { value: string; codes?: Record<string, string> }
	| { text: string }
	| { first: Expression[] }
	| { flags: Record<string, string>; yes: string; several: string }
	| { when: Condition[]; then: Expression; else?: Expression }
	| { quarter_end: string; after: number }
	| { times: number; of: string }
	| { head: string; length: number }
	| { period: 'start' }
	| { occupation: string; codes?: Record<string, string>; other?: string };

/** The columns of the source that an expression reads. */
export function referencesOf(expression: Expression): string[] {
	if (typeof expression === 'string') return [expression];
	if ('take' in expression) return [expression.take];
	if ('value' in expression || 'period' in expression) return [];
	if ('text' in expression) return [...expression.text.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
	if ('first' in expression) return expression.first.flatMap(referencesOf);
	if ('flags' in expression) return Object.keys(expression.flags);
	if ('quarter_end' in expression) return [expression.quarter_end];
	if ('times' in expression) return [expression.of];
	if ('head' in expression) return [expression.head];
	if ('occupation' in expression) return [expression.occupation];
	const otherwise = expression.else === undefined ? [] : referencesOf(expression.else);
	return [...expression.when.map(({ column }) => column), ...referencesOf(expression.then), ...otherwise];
}

/**
 * The columns of the source whose values an expression carries: those that stand in it, and those that decide between
 * values which the declaration says itself. A column that only has to be filled, or that says whether another one can
 * be relied on, is none.
 */
export function carriedBy(expression: Expression): string[] {
	if (typeof expression === 'string') return [expression];
	if ('first' in expression) return expression.first.flatMap(carriedBy);
	if (!('then' in expression)) return referencesOf(expression);
	const ways = [expression.then, ...(expression.else === undefined ? [] : [expression.else])];
	const deciding = ways.some((way) => typeof way !== 'string' && 'value' in way);
	const telling = expression.when.flatMap((one) => ('filled' in one ? [] : [one.column]));
	return [...ways.flatMap(carriedBy), ...(deciding ? telling : [])];
}
