import { CALENDARS, isQuarter, quarterIndex } from './calendar';
import type { Calendar, Quarter } from './calendar';
import { Refusal } from './finding';
import type { Question } from './measure';
import type { SafeTable } from './safe-table';

/** The address of a figure: asks the same question of the same state for ever, with its words in one fixed order. */
export function permalinkOf(table: SafeTable): string {
	return `/figures?${questionText(questionOf(table))}`;
}

/** The question that a safe table answers, its state and its quarters included. */
export function questionOf(table: SafeTable): Question {
	return {
		measure: table.measure,
		by: table.by,
		where: table.where,
		...quartersOf(table),
		calendar: table.calendar,
		state: table.state
	};
}

/** A question as the query of an address: `measure=…&by=…&where=column:value&from=…&to=…&calendar=…&state=…`. */
export function questionText(question: Question): string {
	const where = Object.entries(question.where ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
	const words: [string, string | number | undefined][] = [
		['measure', question.measure],
		['by', question.by?.join(',') || undefined],
		...where.map(([column, value]): [string, string] => ['where', `${column}:${value}`]),
		['from', question.from],
		['to', question.to],
		['calendar', question.calendar],
		['state', question.state]
	];
	return words
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}=${written(String(value))}`)
		.join('&');
}

const PARAMETERS = ['measure', 'by', 'where', 'from', 'to', 'calendar', 'state'];

/** Reads a question from an address; what cannot be read, or is no part of a question, is refused with a sentence. */
export function questionFrom(query: URLSearchParams): Question {
	for (const name of query.keys()) if (!PARAMETERS.includes(name)) throw unknownParameter(name);
	const measure = query.get('measure');
	if (!measure)
		throw new Refusal('no_measure', 'The address names no measure.', 'Add measure=… to the address.');
	return {
		measure,
		by: query.getAll('by').flatMap((names) => names.split(',').filter(Boolean)),
		where: conditionsFrom(query.getAll('where').filter(Boolean)),
		from: quarterFrom(query, 'from'),
		to: quarterFrom(query, 'to'),
		calendar: calendarFrom(query),
		state: stateFrom(query)
	};
}

/** Percent-encoded, but with the two marks that a reader of the address needs left as they are. */
function written(value: string): string {
	return encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',');
}

/** A filter in other words would be passed over, and the number would answer another question. */
function unknownParameter(name: string): Refusal {
	const said = name.slice(0, 60);
	return new Refusal(
		'unknown_parameter',
		`"${said}" is no part of a question.`,
		`Write a filter as where=column:value. A question has ${PARAMETERS.join(', ')}.`
	);
}

function conditionsFrom(texts: string[]): Record<string, string> {
	const conditions = new Map<string, string>();
	for (const [column, value] of texts.map(conditionFrom)) {
		if ((conditions.get(column) ?? value) !== value)
			throw new Refusal(
				'two_filters',
				`"${column.slice(0, 60)}" is filtered by two values.`,
				'Ask for one value at a time, or break the answer down by it.'
			);
		conditions.set(column, value);
	}
	return Object.fromEntries(conditions);
}

function conditionFrom(text: string): [string, string] {
	const match = /^([a-z_0-9]+)[:=](.+)$/is.exec(text);
	if (!match?.[1] || !match[2])
		throw new Refusal(
			'bad_where',
			`"${text.slice(0, 60)}" is not a filter.`,
			'Write a filter as where=column:value, for example where=service:child_care.'
		);
	return [match[1], match[2]];
}

function quarterFrom(query: URLSearchParams, name: 'from' | 'to'): Quarter | undefined {
	const text = query.get(name);
	if (!text) return undefined;
	if (!isQuarter(text))
		throw new Refusal(
			'bad_quarter',
			`"${text.slice(0, 60)}" is not a quarter.`,
			`Write ${name}=2015Q1, the year first.`
		);
	return text;
}

function calendarFrom(query: URLSearchParams): Calendar | undefined {
	const text = query.get('calendar');
	if (!text) return undefined;
	const calendar = CALENDARS.find((known) => known === text);
	if (!calendar)
		throw new Refusal(
			'bad_calendar',
			`"${text.slice(0, 60)}" is not a calendar.`,
			`Choose one of ${CALENDARS.join(', ')}.`
		);
	return calendar;
}

function stateFrom(query: URLSearchParams): number | undefined {
	const text = query.get('state');
	if (!text) return undefined;
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new Refusal('bad_state', `"${text.slice(0, 60)}" is not a state.`, 'States are numbered 1, 2, 3 …');
	return Number(text);
}

/** Rows without a quarter (people who never started) are in an answer only when no range was asked for. */
function quartersOf(table: SafeTable): { from?: Quarter; to?: Quarter } {
	const column = ['quarter', 'start_quarter'].find((name) => table.by.includes(name));
	const quarters = column ? table.rows.map((row) => String(row[column])) : [];
	if (quarters.length === 0 || !quarters.every(isQuarter)) return {};
	quarters.sort((a, b) => quarterIndex(a) - quarterIndex(b));
	return { from: quarters[0], to: quarters.at(-1) };
}
