import type { Form } from '$lib/charts';
import { otherColumns } from './table-shape';
import type { SafeTable } from '$lib/domain';

/** Measures with a form of their own, and the breakdowns it needs beside the quarter. */
const OWN_FORMS: Record<string, { form: Form; needs: string[] }> = {
	gap_reason: { form: 'gap-reasons', needs: [] },
	training_pathway: { form: 'pathway', needs: [] },
	training_retention: { form: 'survival-curve', needs: [] },
	award_balance: { form: 'award-balance', needs: ['quarter'] },
	spend: { form: 'funding-by-quarter', needs: ['quarter'] },
	unfunded: { form: 'need-against-money', needs: [] }
};

/** The chart form in which a table is read best; the same for pages, the command line and the API. */
export function formFor(table: SafeTable): Form {
	const own = OWN_FORMS[table.measure];
	if (own && own.needs.every((column) => table.by.includes(column))) return own.form;
	const others = otherColumns(table, 'quarter', 'start_quarter', 'reason', 'state_name');
	const isInTime = table.by.includes('quarter') || table.by.includes('start_quarter');
	if (others.length >= 2) return 'coverage-heatmap';
	if (isInTime && severalQuarters(table)) return 'trend';
	return 'bars';
}

function severalQuarters(table: SafeTable): boolean {
	const column = table.by.includes('quarter') ? 'quarter' : 'start_quarter';
	return new Set(table.rows.map((row) => row[column])).size > 1;
}
