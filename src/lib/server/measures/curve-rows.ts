import { NO_NUMBERS } from './count-rows';
import type { Estimate } from './estimate-curve';
import type { KeptBreakdown, KeptGroup, KeptStep } from './curves';
import type { Ask, Reply, StatedRow } from './measure';
import { keptFamily } from './prepare';
import { refuseUnknownValue } from './slice';

/** What one published step says, as the columns that a measure shows of it. */
export type StepColumns = (step: KeptStep) => (Estimate & { events: number | null; state_name?: string })[];

/** The rows of a kept curve: one a month (and state), months inside a merged step withheld. */
export async function curveRows(ask: Ask, columnsOf: StepColumns): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const by = [...new Set([...ask.by, ...Object.keys(ask.where)])].filter((name) => !CARRIED.includes(name));
	const found = content.curves.find(
		(breakdown) => breakdown.by.filter((name) => !CARRIED.includes(name)).join() === by.join()
	);
	if (!found) return { rows: [], notes: [] };
	refuseUnknownValues(ask, found);
	const groups = found.groups.filter((group) => fits(group, ask));
	const rows = groups.flatMap((group) => groupRows(group, ask, columnsOf));
	return {
		rows: rows.filter((row) => isWanted(row, ask)),
		notes: [...found.notes, ...earlyNotes(content.asides)]
	};
}

/** Columns that rows always carry where their breakdown has them. */
const CARRIED = ['state_name', 'received'];

function refuseUnknownValues(ask: Ask, { groups }: KeptBreakdown): void {
	for (const [name, value] of Object.entries(ask.where)) {
		if (name === 'state_name') refuseUnknownValue(name, value, STATES);
		else
			refuseUnknownValue(
				name,
				value,
				groups.map((group) => group.at[name] ?? '')
			);
	}
}

const STATES = ['active', 'completed', 'withdrew', 'transferred'];

function fits(group: KeptGroup, ask: Ask): boolean {
	const inRange = !ask.range || !group.at.start_quarter || isWithin(group.at.start_quarter, ask.range);
	return (
		inRange &&
		Object.entries(ask.where).every(([name, value]) => !(name in group.at) || group.at[name] === value)
	);
}

function isWithin(quarter: string, { from, to }: { from: string; to: string }): boolean {
	return quarter >= from && quarter <= to;
}

function isWanted(row: StatedRow, ask: Ask): boolean {
	return !ask.where.state_name || row.state_name === ask.where.state_name;
}

function groupRows(group: KeptGroup, ask: Ask, columnsOf: StepColumns): StatedRow[] {
	const shown = Object.entries(group.at).filter(([name]) => ask.by.includes(name) || name === 'received');
	return group.steps.flatMap((step) => stepRows(step, Object.fromEntries(shown), columnsOf));
}

function stepRows(step: KeptStep, places: Record<string, string>, columnsOf: StepColumns): StatedRow[] {
	return columnsOf(step).map(({ events, state_name, value, lower, upper }) => {
		const place = { ...places, time: step.time, ...(state_name ? { state_name } : {}) };
		if (step.hidden) return { ...place, ...NO_NUMBERS, at_risk: null, events: null, status: 'withheld' };
		return { ...place, ...NO_NUMBERS, at_risk: step.at_risk, events, value, lower, upper, status: 'shown' };
	});
}

function earlyNotes({ censored_early = 0 }: Record<string, number | null>): string[] {
	if (censored_early === 0) return [];
	const many = censored_early === null ? 'Some people' : `${censored_early} people`;
	return [`${many} are watched only until the last period that their partner published (censored early).`];
}
