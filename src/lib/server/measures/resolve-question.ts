import {
	addQuarters,
	fromCalendar,
	inCalendar,
	isQuarter,
	Refusal,
	type Calendar,
	type Quarter,
	type Question
} from '$lib/domain';
import { closest } from './catalogue';
import { dimension, holdsQuarters, isDimension } from './dimensions';
import type { Measure } from './measure';
import type { StateFacts } from './counting/state-facts';

/** A question in stored words: quarters of the calendar year, breakdowns that one declared table covers. */
export interface ResolvedQuestion {
	by: string[];
	where: Record<string, string>;
	range: { from: Quarter; to: Quarter } | null;
	calendar: Calendar;
}

/** Quarters past data end that money is planned for (design: precisions of runway_end). */
export const AHEAD = 8;

/** Understands a question, or refuses it with what may be asked instead. */
export function resolveQuestion(
	question: Question,
	measure: Measure,
	{ facts, calendar }: { facts: StateFacts; calendar: Calendar }
): ResolvedQuestion {
	const by = [...new Set(question.by ?? [])];
	const where = { ...question.where };
	[...by, ...Object.keys(where)].forEach((name) => refuseUnknownBreakdown(name, measure));
	for (const name of Object.keys(where).filter(holdsQuarters))
		where[name] = storedQuarter(where[name] ?? '', calendar);
	if (where.quarter && !measure.looksAhead) refuseUnpublished(where.quarter, facts, calendar);
	const range = rangeOf(question, calendar, facts, measure);
	const placed = placeRange({ by, where, range }, measure, { facts, calendar });
	refuseUndeclared(placed.by, placed.where, measure);
	return { ...placed, calendar };
}

function refuseUnknownBreakdown(name: string, measure: Measure): void {
	const allowed = [...new Set([...measure.declaration.tables.flat(), ...(measure.carries ?? [])])];
	if (allowed.includes(name)) return;
	const known = isDimension(name)
		? `"${measure.declaration.id}" is not broken down by ${name}.`
		: `There is no breakdown "${name}".`;
	const near = isDimension(name) || allowed.length === 0 ? allowed : closest(name, allowed);
	const hint =
		allowed.length === 0 ? 'It is one number, without breakdowns.' : `It may be asked by ${near.join(', ')}.`;
	throw new Refusal('unknown_breakdown', known, hint);
}

function storedQuarter(text: string, calendar: Calendar): Quarter {
	if (!isQuarter(text)) {
		throw new Refusal('not_a_quarter', `"${text}" is not a quarter.`, 'Write year and quarter like 2015Q1.');
	}
	return fromCalendar(text, calendar);
}

function refuseUnpublished(quarter: Quarter, { quarters }: StateFacts, calendar: Calendar): void {
	if (quarters.includes(quarter)) return;
	const shown = (other: Quarter | undefined) => inCalendar(other ?? quarter, calendar);
	throw new Refusal(
		'unpublished_quarter',
		`Nothing is published for ${shown(quarter)}.`,
		`Published are ${shown(quarters[0])} to ${shown(quarters.at(-1))}.`
	);
}

function rangeOf(
	question: Question,
	calendar: Calendar,
	facts: StateFacts,
	measure: Measure
): ResolvedQuestion['range'] {
	const first = facts.quarters[0];
	const last = facts.quarters.at(-1);
	if ((!question.from && !question.to) || !first || !last) return null;
	const reach = measure.looksAhead ? addQuarters(last, AHEAD) : last;
	const from = question.from ? storedQuarter(question.from, calendar) : first;
	const to = question.to ? storedQuarter(question.to, calendar) : reach;
	if (from <= to) return { from, to };
	throw new Refusal(
		'empty_range',
		`The range ends before it begins (${question.from} to ${question.to}).`,
		'Swap the two quarters.'
	);
}

type Placed = Omit<ResolvedQuestion, 'calendar'>;

/** One quarter alone is a filter; several without a quarter in the answer cannot be published, unless they are all. */
function placeRange(
	placed: Placed,
	measure: Measure,
	{ facts, calendar }: { facts: StateFacts; calendar: Calendar }
): Placed {
	const { by, where, range } = placed;
	const dated = [...by, ...Object.keys(where)].some(holdsQuarters);
	if (!range || dated || measure.declaration.family === 'public') return placed;
	const name = measure.declaration.tables.flat().find(holdsQuarters);
	if (!name || coversAll(range, facts)) return { ...placed, range: null };
	if (range.from === range.to) return { by, where: { ...where, [name]: range.from }, range: null };
	const shown = [range.from, range.to].map((quarter) => inCalendar(quarter, calendar)).join(' to ');
	throw new Refusal(
		'quarters_left_out',
		`Some quarters (${shown}) without a breakdown by ${dimension(name).label.toLowerCase()} are not published: sums over part of the time would give withheld numbers back.`,
		`Add ${name} to the breakdowns, ask for one quarter, or leave the range out.`
	);
}

function coversAll(range: { from: Quarter; to: Quarter }, facts: StateFacts): boolean {
	return range.from <= (facts.quarters[0] ?? '') && range.to >= (facts.quarters.at(-1) ?? '');
}

function refuseUndeclared(by: string[], where: Record<string, string>, measure: Measure): void {
	const asked = [...new Set([...by, ...Object.keys(where)])].filter(
		(name) => !measure.carries?.includes(name)
	);
	const { tables, id } = measure.declaration;
	if (asked.length === 0 || tables.some((table) => asked.every((name) => table.includes(name)))) return;
	const declared = tables.map((table) => table.join(' x ')).join('; ');
	throw new Refusal(
		'undeclared_table',
		`"${id}" is not published by ${asked.join(' and ')} together.`,
		`Its tables are ${declared}, and every table with some of these breakdowns left out.`
	);
}
