import type { CurveStep } from '$lib/server/disclosure';
import type { CountedBreakdown, CountedCurves } from '../kept/curves';
import { CAUSES } from '../rows/estimate-curve';
import { countGroups, type AskMarts, type CountedCell } from './family-spec';

/** People who got a service while in training: in which month of it, and how and in which month their stay ended. */
export interface ReceivedRow {
	service: string;
	/** Their program, or whether they were in a population. */
	stratum: string;
	entry: number;
	month: number;
	standing: string;
	people: number;
}

/** Populations that people were in or not when their stay began, so that either way they are in one group. */
export const MEMBERSHIPS = ['tanf', 'low_income', 'refugee'];

/** What those with and without a support may be compared within: each of these tells people apart, once and for good. */
export const STRATA = ['program', ...MEMBERSHIPS];

/**
 * For each service the curve of those who received it, from its date on, and of those who did not, until then.
 * `entered` and `switched` count the change from one to the other.
 */
export async function countServiceCurves(ask: AskMarts, everybody: CurveStep[]): Promise<CountedCurves> {
	const [rows = []] = await countReceived(ask);
	const services = Map.groupBy(rows, (row) => row.service);
	return [...services]
		.sort(([one], [two]) => (one < two ? -1 : 1))
		.map(([service, some]) => splitBy(service, some, everybody));
}

/** Who got which service when, one list for each of `STRATA`. */
export async function countReceived(ask: AskMarts): Promise<ReceivedRow[][]> {
	const cells = await countGroups(ask, {
		from: 'mart.fct_supports',
		sets: STRATA.map((name) => ['service', name, 'entry', 'month', 'standing']),
		counts: { people: 'count(*)' },
		reads: []
	});
	return STRATA.map((name) => cells.filter(({ at }) => name in at).map((cell) => receivedRow(cell, name)));
}

function receivedRow({ at, counts }: CountedCell, name: string): ReceivedRow {
	const { service = '', standing = '' } = at;
	const people = counts.people ?? 0;
	const [entry, month] = [Number(at.entry), Number(at.month)];
	return { service, stratum: at[name] ?? '', standing, entry, month, people };
}

function splitBy(service: string, rows: ReceivedRow[], everybody: CurveStep[]): CountedBreakdown {
	const yes = everybody.map(({ time }) => receivedStep(time, rows));
	const no = everybody.map((step, at) => without(step, yes[at] as CurveStep));
	return {
		by: ['service', 'received'],
		kind: 'partition',
		exchanges: true,
		groups: [
			{ at: { service, received: 'yes' }, steps: yes },
			{ at: { service, received: 'no' }, steps: no }
		]
	};
}

function receivedStep(time: number, rows: ReceivedRow[]): CurveStep {
	const count = (fits: (row: ReceivedRow) => boolean) =>
		rows.filter(fits).reduce((sum, row) => sum + row.people, 0);
	const leavers = (standing: string) => count((row) => row.month === time && row.standing === standing);
	return {
		time,
		at_risk: count((row) => row.entry < time && row.month >= time),
		events: {
			...Object.fromEntries(CAUSES.map((cause) => [cause, leavers(cause)])),
			entered: count((row) => row.entry === time)
		},
		censored: leavers('active')
	};
}

function without(whole: CurveStep, part: CurveStep): CurveStep {
	const { entered: switched = 0, ...leavers } = part.events;
	const events = Object.entries(leavers).map(([cause, count]) => [cause, (whole.events[cause] ?? 0) - count]);
	return {
		time: whole.time,
		at_risk: whole.at_risk - part.at_risk,
		events: { ...Object.fromEntries(events), switched },
		censored: whole.censored - part.censored
	};
}
