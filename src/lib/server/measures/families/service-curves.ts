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

/** Populations that people may be in or not, so that either way they are in one group. */
export const MEMBERSHIPS = ['tanf', 'low_income', 'refugee'];

/** Whether somebody was in each population by the end of the quarter in which their stay began (`p` the person, `s` the stay). */
export const MEMBERS = MEMBERSHIPS.map(
	(name) => `CASE WHEN p.${name}_from <= s.population_index THEN 'yes' ELSE 'no' END AS ${name}`
).join(', ');

/** Month 0 is the start or before; who gets it in the month of leaving has not received it in time to stay. */
const RECEIVED = `(WITH given AS (
		SELECT s.person_no, s.program, s.month, s.standing, s.start_date, ${MEMBERS}, d.service, min(d.given_on) AS given_on
		FROM mart.fct_stays s JOIN mart.dim_people p USING (person_no) JOIN mart.fct_deliveries d USING (person_no)
		WHERE d.given_on <= s.seen_until
		GROUP BY ALL
	), dated AS (
		SELECT *, date_diff('month', start_date, given_on) AS months FROM given
	), entered AS (
		SELECT service, program, ${MEMBERSHIPS.join(', ')}, month, standing, CASE WHEN given_on <= start_date THEN 0
			ELSE greatest(1, months + CASE WHEN start_date + to_months(months::INTEGER) >= given_on THEN 0 ELSE 1 END) END AS entry
		FROM dated
	)
	SELECT service, program, ${MEMBERSHIPS.join(', ')}, entry::INTEGER AS entry, month, standing FROM entered WHERE entry < month)`;

/**
 * For each service the curve of those who received it, from its date on, and of those who did not, until then.
 * `entered` and `switched` count the change from one to the other.
 */
export async function countServiceCurves(ask: AskMarts, everybody: CurveStep[]): Promise<CountedCurves> {
	const [rows = []] = await countReceived(ask, ['program']);
	const services = Map.groupBy(rows, (row) => row.service);
	return [...services]
		.sort(([one], [two]) => (one < two ? -1 : 1))
		.map(([service, some]) => splitBy(service, some, everybody));
}

/** Who got which service when, one list for each of `strata`: programs, or memberships of populations. */
export async function countReceived(ask: AskMarts, strata: readonly string[]): Promise<ReceivedRow[][]> {
	const cells = await countGroups(ask, {
		from: RECEIVED,
		sets: strata.map((name) => ['service', name, 'entry', 'month', 'standing']),
		counts: { people: 'count(*)' }
	});
	return strata.map((name) => cells.filter(({ at }) => name in at).map((cell) => receivedRow(cell, name)));
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
