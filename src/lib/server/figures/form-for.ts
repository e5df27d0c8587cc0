import { otherBreakdowns } from '$lib/charts';
import type { Form } from '$lib/charts';
import type { SafeTable } from '$lib/domain';

/** Measures with a form of their own, and the breakdowns it needs beside the quarter. */
const OWN_FORMS: Record<string, { form: Form; needs: string[] }> = {
	gap_reason: { form: 'gap-reasons', needs: [] },
	coverage_kinds: { form: 'coverage-kinds', needs: ['service', 'population'] },
	training_pathway: { form: 'pathway', needs: [] },
	training_retention: { form: 'survival-curve', needs: [] },
	cohort_grid: { form: 'cohort-grid', needs: [] },
	completion_by_support: { form: 'with-without', needs: [] },
	award_balance: { form: 'award-balance', needs: ['quarter'] },
	spend: { form: 'funding-by-quarter', needs: ['quarter'] },
	cliff: { form: 'waterfall', needs: ['because'] },
	unfunded: { form: 'need-against-money', needs: [] }
};

/** Forms of tables that have these breakdowns and no other. */
const WHOLE_FORMS: Record<string, Form> = {
	'award_balance award': 'award-timeline',
	'spend award,service': 'who-pays'
};

/** The chart form in which a table is read best; the same for pages, the command line and the API. */
export function formFor(table: SafeTable): Form {
	const own = OWN_FORMS[table.measure];
	if (own && fits(table, own.needs)) return own.form;
	const shape = WHOLE_FORMS[`${table.measure} ${[...table.by].sort().join()}`];
	if (shape) return shape;
	if (isByPlace(table)) return 'place-dots';
	const others = otherBreakdowns(table, 'quarter', 'start_quarter', 'reason', 'state_name');
	if (others.length === 2) return 'coverage-heatmap';
	if (others.length > 2 || !inTime(table)) return isRateOfGroups(table, others) ? 'rate-dots' : 'bars';
	return table.by.includes('quarter') && groupsOf(table, others[0]) > LINES ? 'coverage-heatmap' : 'trend';
}

/** Shares of people by ZIP code, in one quarter. */
function isByPlace(table: SafeTable): boolean {
	const isInTime = table.by.includes('quarter') && groupsOf(table, 'quarter') > 1;
	const others = otherBreakdowns(table, 'quarter');
	return !isInTime && table.measure === 'need_coverage' && others.length === 1 && others[0] === 'zip';
}

/** Rates of groups that people belong to, with intervals. */
function isRateOfGroups(table: SafeTable, others: string[]): boolean {
	const [only = ''] = others;
	const isOutcome = table.rows.some((row) => 'known_on' in row) && table.unit === 'percent';
	return isOutcome && others.length === 1 && ['program', 'population', 'sex', 'age_band'].includes(only);
}

/** More lines than these cannot be told apart; a grid can hold them. */
const LINES = 6;

/** A stack or a cliff needs quarters to stand on; unfunded dollars of several quarters and services are a grid; a waterfall is of one place. */
function fits(table: SafeTable, needs: string[]): boolean {
	if (table.measure === 'unfunded' && table.by.length > 1) return false;
	if (table.measure === 'cliff' && table.by.length > 1) return false;
	return needs.every((column) => table.by.includes(column)) && table.by.length <= 3;
}

function inTime(table: SafeTable): boolean {
	const column = ['quarter', 'start_quarter'].find((name) => table.by.includes(name));
	return column !== undefined && groupsOf(table, column) > 1;
}

function groupsOf(table: SafeTable, column: string | undefined): number {
	return column ? new Set(table.rows.map((row) => row[column])).size : 1;
}
