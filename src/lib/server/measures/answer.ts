import { inCalendar, Refusal, type Question, type SafeTable, type SafeTableHead } from '$lib/domain';
import { agreementsPrint } from '$lib/server/agreements';
import { derive, seal } from '$lib/server/disclosure';
import { latestState, type Warehouse } from '$lib/server/warehouse';
import { findMeasure } from './catalogue';
import { dimension, holdsQuarters, isDimension, valueLabel } from './dimensions';
import type { Ask, AskContext, Measure, Reply, StatedRow } from './measure';
import { resolveQuestion, type ResolvedQuestion } from './resolve-question';
import { answered } from './answered';
import { absenceNotes } from './counting/absence-notes';
import { removedNotes } from './counting/removed-notes';
import { latePartners, stateFacts, type StateFacts } from './counting/state-facts';
import { policyFor } from './kept/threshold';

/**
 * The only way to ask for a number: understands the question or refuses it, answers from the protected tables of
 * the state (the latest unless it names one), and hands out nothing but a safe table.
 */
export function answer(w: Warehouse, question: Question, context: AskContext): Promise<SafeTable> {
	const { calendar, threshold, focus_award } = context;
	const asked = [question, calendar, threshold, focus_award, agreementsPrint(w.home)];
	return answered(w, JSON.stringify(asked), () => work(w, question, context));
}

async function work(w: Warehouse, question: Question, settings: AskContext): Promise<SafeTable> {
	const measure = findMeasure(question.measure);
	const facts = await stateFacts(w, await stateOf(w, question.state));
	const context = await policyFor(w, facts.state, settings);
	const calendar = question.calendar ?? context.calendar;
	const resolved = resolveQuestion(question, measure, { facts, calendar });
	const ask = askOf(w, { context, facts, resolved });
	const reply = await measure.reply(ask);
	const byAge = resolved.by.includes('age_band') || 'age_band' in resolved.where;
	const removed = await removedNotes(w, facts.state, { byAge });
	const head = headOf(measure, { resolved, facts, context, reply, removed });
	const rows = reply.rows.map((row) => inTheirCalendar(row, resolved));
	return reply.from ? derive(reply.from, head, rows) : seal(head, rows);
}

async function stateOf(w: Warehouse, wanted: number | undefined): Promise<number> {
	const latest = await latestState(w);
	if (latest === 0) {
		throw new Refusal(
			'nothing_published',
			'Nothing is published yet.',
			'Load a file and publish it, then ask again.'
		);
	}
	if (wanted === undefined) return latest;
	if (Number.isInteger(wanted) && wanted >= 1 && wanted <= latest) return wanted;
	throw new Refusal('unknown_state', `There is no state ${wanted}.`, `States are numbered 1 to ${latest}.`);
}

function askOf(
	w: Warehouse,
	{ context, facts, resolved }: { context: AskContext; facts: StateFacts; resolved: ResolvedQuestion }
): Ask {
	const also: Ask['also'] = (measure, by, where = {}) =>
		answer(w, { measure, by, where, state: facts.state, calendar: 'calendar' }, context);
	return { w, context, facts, by: resolved.by, where: resolved.where, range: resolved.range, also };
}

interface HeadParts {
	resolved: ResolvedQuestion;
	facts: StateFacts;
	context: AskContext;
	reply: Reply;
	removed: string[];
}

function headOf(measure: Measure, { resolved, facts, context, reply, removed }: HeadParts): SafeTableHead {
	const { id, title, question, definition, unit } = measure.declaration;
	const where = Object.entries(resolved.where).map(([name, value]) => [
		name,
		shownValue(name, value, resolved)
	]);
	return {
		measure: id,
		question,
		definition,
		unit,
		by: reply.by ?? resolved.by,
		where: Object.fromEntries(where),
		calendar: resolved.calendar,
		state: facts.state,
		as_of: facts.asOf,
		threshold: context.threshold,
		sources: measure.restsOn.flatMap((dataset) => facts.byDataset[dataset] ?? []),
		notes: [...reply.notes, ...lateNotes(facts), ...absenceNotes(facts, measure.restsOn), ...removed],
		title,
		...wordsOf(reply, resolved, facts)
	};
}

function lateNotes(facts: StateFacts): string[] {
	const late = latePartners(facts);
	if (late.length === 0) return [];
	return [`Not yet filed for the latest quarter: ${late.join(', ')}.`];
}

/** Plain words for the columns and codes that occur in the rows or the filters. */
function wordsOf(
	reply: Reply,
	resolved: ResolvedQuestion,
	facts: StateFacts
): Pick<SafeTableHead, 'titles' | 'labels'> {
	const columns = new Set([...reply.rows.flatMap((row) => Object.keys(row)), ...Object.keys(resolved.where)]);
	const named = [...columns].filter((name) => isDimension(name) && !holdsQuarters(name));
	const own: Record<string, Record<string, string>> = {
		...reply.labels,
		partner: Object.fromEntries(facts.partners.map(({ partner, name }) => [partner, name]))
	};
	const labels = named.map((name) => [name, labelsOf(name, reply, resolved, own[name] ?? {})] as const);
	const titles = [...columns].filter(isDimension).map((name) => [name, dimension(name).label] as const);
	return { titles: Object.fromEntries(titles), labels: Object.fromEntries(labels) };
}

function labelsOf(
	name: string,
	reply: Reply,
	resolved: ResolvedQuestion,
	own: Record<string, string>
): Record<string, string> {
	const values = new Set([...reply.rows.map((row) => row[name]), resolved.where[name]]);
	const texts = [...values].filter((value) => value !== null && value !== undefined).map(String);
	return Object.fromEntries(texts.map((value) => [value, own[value] ?? valueLabel(name, value)]));
}

function inTheirCalendar(row: StatedRow, resolved: ResolvedQuestion): StatedRow {
	if (resolved.calendar === 'calendar') return row;
	const renamed = Object.entries(row).filter(
		([name, value]) => holdsQuarters(name) && typeof value === 'string'
	);
	return {
		...row,
		...Object.fromEntries(renamed.map(([name, value]) => [name, shownValue(name, String(value), resolved)]))
	};
}

/** A quarter in the reader's calendar; `none` stands for people who never started. */
function shownValue(name: string, value: string, resolved: ResolvedQuestion): string {
	const isQuarter = holdsQuarters(name) && /^\d{4}Q[1-4]$/.test(value);
	return isQuarter ? inCalendar(value, resolved.calendar) : value;
}
