import type { RowValue } from '$lib/domain';
import { NO_NUMBERS } from './count-rows';
import type { KeptBreakdown, KeptGroup, KeptStep } from '../kept/curves';
import { valueLabel } from '../dimensions';
import { MOST_TOO_HIGH, type Estimate } from './estimate-curve';
import type { Ask, Reply, StatedRow } from '../measure';
import { keptFamily } from '../kept/prepare';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from './sort-rows';

/** What one month says: an estimate, and whose leaving it counts; null where it may not be told apart. */
export interface StepColumn {
	columns: Record<string, RowValue>;
	estimate: Estimate | null;
	events: number | null;
}

/** The columns of a month, also of a withheld one. */
export type StepColumns = (step: KeptStep, states: string[]) => StepColumn[];

/** Columns that rows of a curve carry beside the breakdowns of their tables. */
const CARRIED = ['state_name', 'received'];

/** The rows of a kept curve: one a month (and state); months inside a merged step are withheld. */
export async function curveRows(ask: Ask, columnsOf: StepColumns): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const asked = [...new Set([...ask.by, ...Object.keys(ask.where)])].filter(
		(name) => !CARRIED.includes(name)
	);
	const found = content.curves.filter(
		({ by }) => by.filter((name) => !CARRIED.includes(name)).join() === asked.join()
	);
	refuseUnknownValues(ask, found);
	const lumps = found.some((breakdown) => breakdown.lumpsTransfers);
	const states = STATES.filter((state) => !lumps || state !== 'transferred');
	const groups = found.flatMap((breakdown) => breakdown.groups).filter((group) => fits(group, ask));
	const rows = groups.flatMap((group) => groupRows(group, ask, (step) => columnsOf(step, states)));
	const wanted = rows.filter((row) => !ask.where.state_name || row.state_name === ask.where.state_name);
	return {
		rows: sortRows(wanted, asked),
		...(lumps
			? { labels: { state_name: { active: `${valueLabel('state_name', 'active')} or transferred` } } }
			: {}),
		notes: [
			...lumpNotes(lumps, (step) => columnsOf(step, states)),
			...withheldNotes(groups, (step) => columnsOf(step, states)),
			...earlyNotes(content.asides)
		]
	};
}

function refuseUnknownValues(ask: Ask, found: KeptBreakdown[]): void {
	const groups = found.flatMap((breakdown) => breakdown.groups);
	for (const [name, value] of Object.entries(ask.where)) {
		const known = name === 'state_name' ? STATES : groups.map((group) => group.at[name] ?? '');
		refuseUnknownValue(name, value, known);
	}
}

const STATES = ['active', 'completed', 'withdrew', 'transferred'];

function fits({ at }: KeptGroup, ask: Ask): boolean {
	const { range, where } = ask;
	const inRange =
		!range || !at.start_quarter || (at.start_quarter >= range.from && at.start_quarter <= range.to);
	return inRange && Object.entries(where).every(([name, value]) => !(name in at) || at[name] === value);
}

function groupRows(group: KeptGroup, ask: Ask, columnsOf: (step: KeptStep) => StepColumn[]): StatedRow[] {
	const shown = Object.entries(group.at).filter(([name]) => ask.by.includes(name) || name === 'received');
	const places = Object.fromEntries(shown);
	return group.steps.flatMap((step) =>
		columnsOf(step).map(({ columns, estimate, events }) => {
			const place = { ...places, time: step.time, ...columns };
			if (step.hidden || !estimate)
				return { ...place, ...NO_NUMBERS, error: null, at_risk: null, events: null, status: 'withheld' };
			return { ...place, ...NO_NUMBERS, at_risk: step.at_risk, events, ...estimate, status: 'shown' };
		})
	);
}

function lumpNotes(lumps: boolean, columnsOf: (step: KeptStep) => StepColumn[]): string[] {
	if (!lumps) return [];
	const lumped =
		'Transfers are too few to be told apart month by month: people who transferred are watched until then and no longer.';
	return [tellsStates(columnsOf) ? `${lumped} ${NOT_TOO_HIGH}` : lumped];
}

const NOT_TOO_HIGH = `Where the shares that completed or withdrew could be more than ${MOST_TOO_HIGH * 100} percentage points too high for it, they are not told.`;

function tellsStates(columnsOf: (step: KeptStep) => StepColumn[]): boolean {
	const nobody = { time: 0, hidden: true, at_risk: 0, events: {}, retention: null, states: {} };
	return columnsOf(nobody).length > 1;
}

/** One note for each reason, with all groups that it holds for. */
function withheldNotes(groups: KeptGroup[], columnsOf: (step: KeptStep) => StepColumn[]): string[] {
	const named = groups.filter(({ at }) => Object.keys(at).length > 0);
	const reasonOf = ({ withheld, steps }: KeptGroup) => {
		const shown = steps.filter(({ hidden }) => !hidden);
		const isTold = shown.some((step) => columnsOf(step).some(({ estimate }) => estimate !== null));
		return withheld ?? (isTold ? null : TOO_RARE);
	};
	const byReason = Map.groupBy(named, reasonOf);
	return [...byReason].flatMap(([reason, some]) =>
		reason === null
			? joinedNotes(some, columnsOf)
			: [`Withheld to protect privacy: ${some.map(nameOf).join('; ')}. ${reason}`]
	);
}

const TOO_RARE = 'Too few left in one of the ways to tell it apart from the others.';

/** Where people are says nothing of ways of leaving that are too rare; who has not withdrawn is told of all. */
function joinedNotes(groups: KeptGroup[], columnsOf: (step: KeptStep) => StepColumn[]): string[] {
	const joined = groups.filter((group) => group.joined).map(nameOf);
	if (!tellsStates(columnsOf) || joined.length === 0) return [];
	return [
		`${joined.join('; ')}: whoever left in a way too rare to be told apart is watched until then and no longer. ${NOT_TOO_HIGH}`
	];
}

function nameOf({ at }: KeptGroup): string {
	return Object.entries(at)
		.map(([name, value]) => valueLabel(name, value))
		.join(', ');
}

function earlyNotes({ censored_early: early = 0 }: Record<string, number | null>): string[] {
	if (early === 0) return [];
	const many = early === null ? 'Some people are' : `${early} people are`;
	return [`${many} watched only until the last period that their partner published (censored early).`];
}
