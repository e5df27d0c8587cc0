import { endOf, iso, quarterOf, QUARTERS, startOf } from './days.ts';
import { flag, type Filed, type Row } from './filed.ts';
import { eachQuarter, idAt } from './file-people.ts';
import { makeOutcomes, type Outcome } from './outcomes.ts';
import type { Stay, World } from './world.ts';

const STAY_COLUMNS = [
	'enrollment_id',
	'participant_id',
	'program',
	'provider',
	'occupation_soc',
	'start_date',
	'planned_end_date',
	'end_date',
	'status',
	'end_reason',
	'credential',
	'credential_date',
	'is_health'
];

/** Stays that were going on in the quarter, or whose credential came in it; the first quarter tells what came before. */
export function fileEnrollments(world: World): Filed[] {
	const stays = [...world.stays].sort((a, b) => a.start - b.start || a.person.number - b.person.number);
	const ids = new Map(stays.map((stay, at) => [stay, `E-${String(at + 1001)}`]));
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'enrollments',
		columns: STAY_COLUMNS,
		rows: stays
			.filter((stay) => stay.filer === partner && isReported(stay, quarter))
			.map((stay) => stayRow(world, stay, { quarter, id: ids.get(stay)! }))
	}));
}

const OUTCOME_COLUMNS = [
	'outcome_id',
	'participant_id',
	'point',
	'observed_date',
	'is_employed',
	'is_health_job',
	'occupation_soc',
	'hourly_wage_usd',
	'weekly_hours',
	'quarter_earnings_usd',
	'same_employer',
	'credential_earned'
];

const OBSERVER = 'workforce-partnership';

/** What the workforce partnership observed in the quarter; the first quarter tells what came before. */
export function fileOutcomes(world: World): Filed[] {
	const outcomes = makeOutcomes(world)
		.sort((a, b) => a.observed - b.observed || a.person.number - b.person.number)
		.map((outcome, at) => ({ outcome, id: `O-${10001 + at}` }));
	return Array.from({ length: QUARTERS }, (_, quarter) => ({
		partner: OBSERVER,
		quarter,
		dataset: 'outcomes',
		columns: OUTCOME_COLUMNS,
		rows: outcomes
			.filter(({ outcome }) => Math.max(0, quarterOf(outcome.observed)) === quarter)
			.map(({ outcome, id }) => outcomeRow(world, outcome, id))
	}));
}

function isReported(stay: Stay, quarter: number): boolean {
	if (stay.start > endOf(quarter)) return false;
	return quarter === 0 || Math.max(stay.end, stay.credentialDate ?? 0) >= startOf(quarter);
}

function stayRow(world: World, stay: Stay, { quarter, id }: { quarter: number; id: string }): Row {
	const hasEnded = stay.end <= endOf(quarter);
	const hasCredential = stay.credentialDate !== null && stay.credentialDate <= endOf(quarter);
	return {
		enrollment_id: id,
		participant_id: idAt(world, stay.filer, stay.person.number),
		program: stay.program,
		provider: stay.provider,
		occupation_soc: stay.soc,
		start_date: iso(stay.start),
		planned_end_date: iso(stay.plannedEnd),
		end_date: hasEnded ? iso(stay.end) : '',
		status: hasEnded ? stay.status : 'active',
		end_reason: hasEnded ? stay.endReason : '',
		credential: hasCredential ? stay.credential : '',
		credential_date: hasCredential ? iso(stay.credentialDate!) : '',
		is_health: flag(stay.isHealth)
	};
}

function outcomeRow(world: World, outcome: Outcome, id: string): Row {
	const text = (value: number | null) => (value === null ? '' : String(value));
	return {
		outcome_id: id,
		participant_id: idAt(world, OBSERVER, outcome.person.number),
		point: outcome.point,
		observed_date: iso(outcome.observed),
		is_employed: flag(outcome.isEmployed),
		is_health_job: flag(outcome.isHealthJob),
		occupation_soc: outcome.soc,
		hourly_wage_usd: outcome.wage === null ? '' : outcome.wage.toFixed(2),
		weekly_hours: text(outcome.hours),
		quarter_earnings_usd: text(outcome.earnings),
		same_employer: flag(outcome.sameEmployer),
		credential_earned: flag(outcome.hasCredential)
	};
}
