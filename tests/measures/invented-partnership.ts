import type { DatasetId, Quarter } from '$lib/domain';
import { quarterEnd, quarterStart } from '$lib/domain';
import type { File } from './small-partnership';

const QUARTERS: Quarter[] = ['2015Q1', '2015Q2', '2015Q3'];
const PARTNERS = ['lead', 'county', 'college'];
const SERVICES = ['child_care', 'food', 'housing', 'tuition'];

/** A partnership of three quarters with everything that files can say, the same each time it is made. */
export function inventedPartnership(peopleCount: number): File[] {
	const random = randomFrom(20151);
	return QUARTERS.flatMap((period) =>
		PARTNERS.flatMap((partner) => quarterFiles(partner, period, peopleCount, random))
	);
}

type Random = (below: number) => number;

/** Numbers that look random: a linear congruential generator (Numerical Recipes). */
function randomFrom(seed: number): Random {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

function quarterFiles(partner: string, period: Quarter, count: number, random: Random): File[] {
	const who = Array.from({ length: count }, (_, at) => `p-${at + 1}`).filter(() => random(3) === 0);
	const made: Partial<Record<DatasetId, Record<string, unknown>[]>> = {
		participants: who.map((id) => participant(id, period, random)),
		enrollments: who.filter(() => random(3) === 0).map((id) => enrollment(id, partner, period, random)),
		needs: who.filter(() => random(2) === 0).map((id) => need(id, period, random)),
		deliveries: who.filter(() => random(2) === 0).map((id) => delivery(id, period, random)),
		outcomes: who.filter(() => random(6) === 0).map((id) => outcome(id, period, random))
	};
	if (partner === 'lead') made.expenditures = spending(period, random);
	return Object.entries(made).map(([dataset, rows]) => ({
		partner,
		period,
		dataset: dataset as DatasetId,
		rows
	}));
}

let ids = 0;

function id(prefix: string): string {
	return `${prefix}-${(ids += 1)}`;
}

function pick<T>(random: Random, choices: readonly T[]): T {
	return choices[random(choices.length)] as T;
}

function day(random: Random, period: Quarter): string {
	const first = new Date(`${quarterStart(period)}T00:00:00Z`);
	first.setUTCDate(first.getUTCDate() + random(89));
	return first.toISOString().slice(0, 10);
}

function flag(random: Random): boolean | null {
	return pick(random, [true, false, false, null]);
}

function participant(participant_id: string, period: Quarter, random: Random): Record<string, unknown> {
	const age = `19${60 + random(40)}-0${1 + random(9)}-1${random(9)}`;
	return {
		participant_id,
		intake_date: '2015-01-05',
		birth_date: random(4) === 0 ? null : age,
		sex: pick(random, ['female', 'male', 'unknown', null]),
		is_tanf: flag(random),
		is_low_income: flag(random),
		is_refugee: flag(random),
		exit_date: random(12) === 0 ? day(random, period) : null
	};
}

function enrollment(
	participant_id: string,
	partner: string,
	period: Quarter,
	random: Random
): Record<string, unknown> {
	const status = pick(random, ['active', 'completed', 'withdrew', 'transferred']);
	return {
		enrollment_id: `e-${partner}-${participant_id}`,
		participant_id,
		program: pick(random, ['nursing_assistant', 'phlebotomy']),
		start_date: day(random, '2015Q1'),
		status,
		end_date: status === 'active' || random(4) === 0 ? null : day(random, period),
		is_health: pick(random, [true, true, null, false])
	};
}

function need(participant_id: string, period: Quarter, random: Random): Record<string, unknown> {
	const status = pick(random, ['open', 'met', 'closed_unmet']);
	return {
		need_id: id('n'),
		participant_id,
		service: pick(random, SERVICES),
		identified_date: day(random, '2015Q1'),
		status,
		closed_date: status === 'open' || random(5) === 0 ? null : quarterEnd(period),
		urgency: pick(random, ['low', 'medium', 'high', null])
	};
}

function delivery(participant_id: string, period: Quarter, random: Random): Record<string, unknown> {
	return {
		delivery_id: id('d'),
		participant_id,
		service: pick(random, SERVICES),
		status: pick(random, ['delivered', 'delivered', 'approved', 'denied']),
		date: day(random, period),
		amount_usd: pick(random, [null, 100, 250]),
		award_id: pick(random, ['HPOG', 'COUNTY', null])
	};
}

function outcome(participant_id: string, period: Quarter, random: Random): Record<string, unknown> {
	const is_employed = pick(random, [true, true, false, null]);
	const point = pick(random, ['exit', 'exit', 'entry', 'month_6', 'q2', 'q4']);
	const observed_date = day(random, period);
	const paid = Number(observed_date.slice(-2));
	return {
		outcome_id: id('o'),
		participant_id,
		point,
		observed_date,
		is_employed,
		is_health_job: is_employed ? pick(random, [true, false, null]) : null,
		hourly_wage_usd: is_employed ? paid : null,
		quarter_earnings_usd: is_employed ? 100 * paid : null
	};
}

function spending(quarter: Quarter, random: Random): Record<string, unknown>[] {
	return SERVICES.map((service) => ({ award_id: 'HPOG', quarter, service, spent_usd: 100 * random(50) }));
}
