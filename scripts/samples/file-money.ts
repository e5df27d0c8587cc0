import { makeAwards, type Award } from './awards.ts';
import { endOf, iso, quarterName, QUARTERS } from './days.ts';
import { makeExpenditures, type Expenditure } from './expenditures.ts';
import { eachQuarter } from './file-people.ts';
import { dollars, type Filed, type Row } from './filed.ts';
import type { Line } from './matrix.ts';
import type { World } from './world.ts';

const AWARD_COLUMNS = [
	'award_id',
	'funder',
	'name',
	'fund_type',
	'assistance_listing',
	'start_date',
	'end_date',
	'amount_usd',
	'allowed_services',
	'prohibited_services',
	'allowed_populations',
	'per_person_cap_usd',
	'admin_share_max',
	'match_share',
	'payer_order',
	'renewal',
	'verified_date'
];

/** Each holder's awards, from the quarter on in which they are known: the one before they begin. */
export function fileAwards(): Filed[] {
	const awards = makeAwards();
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'awards',
		columns: AWARD_COLUMNS,
		rows: awards
			.filter(({ holder, start_date }) => holder === partner && start_date <= iso(endOf(quarter + 1)))
			.map((award) => ({ ...awardRow(award), verified_date: verifiedOn(quarter) }))
	}));
}

const SPENDING_COLUMNS = ['award_id', 'quarter', 'service', 'spent_usd', 'obligated_usd', 'people_served'];

/** Each holder's spending in the quarter; the first file tells what came before. */
export function fileExpenditures(world: World): Filed[] {
	const spending = makeExpenditures(world).sort(byAwardQuarterService);
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'expenditures',
		columns: SPENDING_COLUMNS,
		rows: spending
			.filter((row) => row.award.holder === partner && Math.max(0, row.quarter) === quarter)
			.map(spendingRow)
	}));
}

const LINE_COLUMNS = [
	'offering_id',
	'offering_partner',
	'award_id',
	'service',
	'population',
	'status',
	'condition',
	'needs_approval',
	'cap_usd',
	'cap_period',
	'capacity_per_quarter',
	'unit_cost_usd',
	'wait_days',
	'authority',
	'from_date',
	'to_date',
	'verified_date'
];

/** The whole matrix, kept by the workforce partnership for the group. */
export function fileOfferings(world: World): Filed[] {
	return Array.from({ length: QUARTERS }, (_, quarter) => ({
		partner: 'workforce-partnership' as const,
		quarter,
		dataset: 'offerings',
		columns: LINE_COLUMNS,
		rows: world.matrix
			.filter((line) => line.from <= iso(endOf(quarter + 1)))
			.map((line) => ({ ...lineRow(line), verified_date: verifiedOn(quarter) }))
	}));
}

/** The group goes through awards and matrix twice: in October 2013 and in July 2014. */
function verifiedOn(quarter: number): string {
	return quarter < 3 ? '2013-10-15' : '2014-07-15';
}

function awardRow(award: Award): Row {
	const { holder: _holder, administration: _administration, amount_usd, ...rest } = award;
	return { ...rest, amount_usd: String(amount_usd) };
}

function byAwardQuarterService(a: Expenditure, b: Expenditure): number {
	const keys = [a, b].map(
		({ award, quarter, service }) => `${award.award_id} ${quarterName(quarter)} ${service}`
	);
	return keys[0]! < keys[1]! ? -1 : 1;
}

function spendingRow(row: Expenditure): Row {
	return {
		award_id: row.award.award_id,
		quarter: quarterName(row.quarter),
		service: row.service,
		spent_usd: dollars(row.spentCents),
		obligated_usd: dollars(row.obligatedCents),
		people_served: row.people === null ? '' : String(row.people)
	};
}

function lineRow(line: Line): Row {
	return {
		offering_id: line.offering_id,
		offering_partner: line.partner,
		award_id: line.award_id,
		service: line.service,
		population: line.population,
		status: line.status,
		condition: line.condition,
		needs_approval: line.status === 'pays_with_conditions' ? 'true' : line.status === 'pays' ? 'false' : '',
		cap_usd: line.cap_usd,
		cap_period: line.cap_period,
		capacity_per_quarter: line.capacity === null ? '' : String(line.capacity),
		unit_cost_usd: line.unit_cost,
		wait_days: line.wait === 0 ? '' : String(line.wait),
		authority: line.authority,
		from_date: line.from,
		to_date: line.to
	};
}
