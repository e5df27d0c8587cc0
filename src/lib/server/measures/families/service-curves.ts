import type { CurveStep } from '$lib/server/disclosure';
import type { CountedBreakdown, CountedCurves } from '../kept/curves';
import { CAUSES } from '../rows/estimate-curve';
import { countGroups, type AskMarts, type CountedCell } from './family-spec';

/** People who got a service while in training: in which month of it, and how and in which month their stay ended. */
interface ReceivedRow {
	service: string;
	entry: number;
	month: number;
	standing: string;
	people: number;
}

/** Month 0 is the start or before; who gets it in the month of leaving has not received it in time to stay. */
const RECEIVED = `(WITH given AS (
		SELECT s.person_no, s.month, s.standing, s.start_date, d.service, min(d.given_on) AS given_on
		FROM mart.fct_stays s JOIN mart.fct_deliveries d USING (person_no)
		WHERE d.given_on <= s.seen_until
		GROUP BY ALL
	), dated AS (
		SELECT *, date_diff('month', start_date, given_on) AS months FROM given
	), entered AS (
		SELECT service, month, standing, CASE WHEN given_on <= start_date THEN 0
			ELSE greatest(1, months + CASE WHEN start_date + to_months(months::INTEGER) >= given_on THEN 0 ELSE 1 END) END AS entry
		FROM dated
	)
	SELECT service, entry::INTEGER AS entry, month, standing FROM entered WHERE entry < month)`;

/**
 * For each service the curve of those who received it, from its date on, and of those who did not, until then.
 * `entered` and `switched` count the change from one to the other.
 */
export async function countServiceCurves(ask: AskMarts, everybody: CurveStep[]): Promise<CountedCurves> {
	const cells = await countGroups(ask, {
		from: RECEIVED,
		sets: [['service', 'entry', 'month', 'standing']],
		counts: { people: 'count(*)' }
	});
	const services = Map.groupBy(cells.map(receivedRow), (row) => row.service);
	return [...services]
		.sort(([one], [two]) => (one < two ? -1 : 1))
		.map(([service, some]) => splitBy(service, some, everybody));
}

function receivedRow({ at, counts }: CountedCell): ReceivedRow {
	const { service = '', standing = '' } = at;
	return { service, standing, entry: Number(at.entry), month: Number(at.month), people: counts.people ?? 0 };
}

function splitBy(service: string, rows: ReceivedRow[], everybody: CurveStep[]): CountedBreakdown {
	const yes = everybody.map(({ time }) => receivedStep(time, rows));
	const no = everybody.map((step, at) => without(step, yes[at] as CurveStep));
	return {
		by: ['service', 'received'],
		kind: 'partition',
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
