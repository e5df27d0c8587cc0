import type { AskMarts } from '../families';
import type { KeptColumns } from '../kept/kept-family';

/** An award as its latest file says. */
export interface Award {
	award: string;
	name: string;
	start_date: string;
	end_date: string;
	amount_usd: number;
	payer_order: number;
	/** Services and populations separated by `;`; empty allows all. */
	allowed_services: string;
	prohibited_services: string;
	allowed_populations: string;
}

/** Dollars that an award spent on a service in a quarter, by the partner who says so. */
export interface Spending {
	quarter: string;
	award: string;
	service: string;
	partner: string;
	spent_usd: number;
	obligated_usd: number;
}

/** A live line of the service matrix for one population in one quarter. */
export interface MatrixLine {
	quarter: string;
	/** The line's own name: partner and offering. A line for anyone stands once for each population. */
	offering: string;
	service: string;
	population: string;
	offering_partner: string;
	award: string | null;
	status: string;
	may_pay: boolean;
	condition: string | null;
	needs_approval: boolean | null;
	cap_usd: number | null;
	cap_period: string | null;
	/** People it can carry in a quarter; null is not limited. */
	capacity: number | null;
	unit_cost_usd: number | null;
	wait_days: number | null;
	authority: string | null;
	verified_date: string | null;
}

const AWARDS = `SELECT award, name, start_date::VARCHAR AS start_date, end_date::VARCHAR AS end_date, amount_usd, payer_order,
	array_to_string(allowed_services, ';') AS allowed_services,
	array_to_string(prohibited_services, ';') AS prohibited_services,
	array_to_string(allowed_populations, ';') AS allowed_populations
	FROM mart.dim_awards ORDER BY award`;

const SPENDING = `SELECT quarter, award_id AS award, service, partner,
	sum(spent_usd)::DOUBLE AS spent_usd, sum(coalesce(obligated_usd, 0))::DOUBLE AS obligated_usd
	FROM staging.live_expenditures GROUP BY ALL ORDER BY ALL`;

const MATRIX = `SELECT q.quarter, l.offering, l.service, l.population, l.offering_partner, l.award, l.status, l.may_pay, l.condition,
	l.needs_approval, l.cap_usd, l.cap_period, l.capacity, l.unit_cost_usd, l.wait_days, l.authority, l.verified_date
	FROM mart.offering_lines l JOIN mart.dim_quarters q USING (quarter_index) ORDER BY ALL`;

/** What else an award's latest file says of its rules, which plans alone read. */
export interface AwardRules {
	award: string;
	funder: string;
	fund_type: string | null;
	per_person_cap_usd: number | null;
	admin_share_max: number | null;
	match_share: number | null;
	renewal: string | null;
}

const RULES = `SELECT award, funder, fund_type, per_person_cap_usd, admin_share_max, match_share, renewal
	FROM mart.dim_awards ORDER BY award`;

const RULE_COLUMNS = [
	'award',
	'funder',
	'fund_type',
	'per_person_cap_usd',
	'admin_share_max',
	'match_share',
	'renewal'
];

/** Reads the rules of a state's awards as columns. */
export async function readAwardRules(ask: AskMarts): Promise<Record<string, KeptColumns>> {
	return { awards: columns(await ask.rows(RULES), RULE_COLUMNS) };
}

/** Reads the public figures of a state as columns. */
export async function readPublic(ask: AskMarts): Promise<Record<string, KeptColumns>> {
	const [awards, spending, matrix] = await Promise.all([
		ask.rows(AWARDS),
		ask.rows(SPENDING),
		ask.rows(MATRIX)
	]);
	return {
		awards: columns(awards, AWARD_COLUMNS),
		spending: columns(spending, SPENDING_COLUMNS),
		matrix: columns(matrix, LINE_COLUMNS)
	};
}

const AWARD_COLUMNS = [
	'award',
	'name',
	'start_date',
	'end_date',
	'amount_usd',
	'payer_order',
	'allowed_services',
	'prohibited_services',
	'allowed_populations'
];
const SPENDING_COLUMNS = ['quarter', 'award', 'service', 'partner', 'spent_usd', 'obligated_usd'];
const LINE_COLUMNS = [
	'quarter',
	'offering',
	'service',
	'population',
	'offering_partner',
	'award',
	'status',
	'may_pay',
	'condition',
	'needs_approval',
	'cap_usd',
	'cap_period',
	'capacity',
	'unit_cost_usd',
	'wait_days',
	'authority',
	'verified_date'
];

function columns(rows: Record<string, unknown>[], names: string[]): KeptColumns {
	const entries = names.map((name) => [
		name,
		rows.map((row) => (row[name] ?? null) as string | number | null)
	]);
	return Object.fromEntries(entries) as KeptColumns;
}
