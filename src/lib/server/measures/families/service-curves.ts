import type { CurveStep, SupportPeople } from '$lib/server/disclosure';
import type { CountedSupport } from '../kept/supports';
import type { CountedBreakdown, CountedCurves } from '../kept/curves';
import { CAUSES } from '../rows/estimate-curve';
import { countGroups, type AskMarts, type CountedCell } from './family-spec';

/** People who got a service while in training: in which month of it, and how and in which month their stay ended. */
interface ReceivedRow {
	service: string;
	program: string;
	entry: number;
	month: number;
	standing: string;
	people: number;
}

/** Month 0 is the start or before; who gets it in the month of leaving has not received it in time to stay. */
const RECEIVED = `(WITH given AS (
		SELECT s.person_no, s.program, s.month, s.standing, s.start_date, d.service, min(d.given_on) AS given_on
		FROM mart.fct_stays s JOIN mart.fct_deliveries d USING (person_no)
		WHERE d.given_on <= s.seen_until
		GROUP BY ALL
	), dated AS (
		SELECT *, date_diff('month', start_date, given_on) AS months FROM given
	), entered AS (
		SELECT service, program, month, standing, CASE WHEN given_on <= start_date THEN 0
			ELSE greatest(1, months + CASE WHEN start_date + to_months(months::INTEGER) >= given_on THEN 0 ELSE 1 END) END AS entry
		FROM dated
	)
	SELECT service, program, entry::INTEGER AS entry, month, standing FROM entered WHERE entry < month)`;

/**
 * For each service the curve of those who received it, from its date on, and of those who did not, until then.
 * `entered` and `switched` count the change from one to the other.
 */
export async function countServiceCurves(ask: AskMarts, everybody: CurveStep[]): Promise<CountedCurves> {
	const services = Map.groupBy(await countReceived(ask), (row) => row.service);
	return [...services]
		.sort(([one], [two]) => (one < two ? -1 : 1))
		.map(([service, some]) => splitBy(service, some, everybody));
}

async function countReceived(ask: AskMarts): Promise<ReceivedRow[]> {
	const cells = await countGroups(ask, {
		from: RECEIVED,
		sets: [['service', 'program', 'entry', 'month', 'standing']],
		counts: { people: 'count(*)' }
	});
	return cells.map(receivedRow);
}

function receivedRow({ at, counts }: CountedCell): ReceivedRow {
	const { service = '', program = '', standing = '' } = at;
	const people = counts.people ?? 0;
	return { service, program, standing, entry: Number(at.entry), month: Number(at.month), people };
}

/** For each service everybody in training by when they got it, within their program. */
export async function countSupports(ask: AskMarts): Promise<CountedSupport[]> {
	const [received, everybody] = await Promise.all([
		countReceived(ask),
		countGroups(ask, {
			from: 'mart.fct_stays',
			sets: [['program', 'month', 'standing']],
			counts: { people: 'count(*)' }
		})
	]);
	const services = Map.groupBy(received, (row) => row.service);
	return [...services]
		.sort(([one], [two]) => (one < two ? -1 : 1))
		.map(([service, rows]) => ({ service, people: [...withIt(rows), ...withoutIt(rows, everybody)] }));
}

function withIt(rows: ReceivedRow[]): SupportPeople[] {
	return rows.map(({ program, entry, month, standing, people }) => ({
		stratum: program,
		entry,
		month,
		kind: standing,
		people
	}));
}

/** Whoever never got it is everybody less those who did. */
function withoutIt(rows: ReceivedRow[], everybody: CountedCell[]): SupportPeople[] {
	const key = (...parts: unknown[]) => parts.join('|');
	const got = new Map<string, number>();
	for (const { program, month, standing, people } of rows) {
		const place = key(program, month, standing);
		got.set(place, (got.get(place) ?? 0) + people);
	}
	return everybody.map(({ at, counts }) => ({
		stratum: at.program ?? '',
		entry: null,
		month: Number(at.month),
		kind: at.standing ?? '',
		people: (counts.people ?? 0) - (got.get(key(at.program, Number(at.month), at.standing)) ?? 0)
	}));
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
