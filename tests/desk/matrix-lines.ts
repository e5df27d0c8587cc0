import type { Warehouse } from '$lib/server/warehouse';
import { send } from '../intake/a-home';

export const OFFERINGS =
	'offering_id,offering_partner,award_id,service,population,status,condition,needs_approval,cap_usd,cap_period,capacity_per_quarter,unit_cost_usd,wait_days,authority,from_date,to_date,verified_date';

export const AWARDS =
	'award_id,funder,name,fund_type,start_date,end_date,amount_usd,allowed_services,allowed_populations';

/** A matrix small enough to count on fingers: TANF pays child care and not tuition, a grant pays both and ends in June. */
export const LINES = [
	'OF-1,tanf-north,TANF,child_care,tanf,pays,,false,1200,month,33,2700,10,45 CFR 260.31,2013-10-01,,2014-10-15',
	'OF-2,tanf-north,TANF,tuition,tanf,cannot_pay,TANF may not,,,,,,,,2013-10-01,,2014-10-15',
	'OF-3,partnership,HPOG,tuition,tanf,pays_with_conditions,"With approval, always",true,10000,once,,3900,14,42 USC 1397g(a),2013-10-01,2016-12-31,2013-01-01',
	'OF-4,partnership,HPOG,tuition,low_income,pays,,false,10000,once,,3900.50,14,,2013-10-01,,2015-01-10',
	'OF-5,college,,tuition,any,unknown,,,,,,,,,2013-10-01,,',
	'OF-6,county,,housing,refugee,refers_only,,,,,,,,,2015-10-01,,2015-01-10'
];

/** Files the awards and the lines for the first quarter of 2015; returns nothing until both are published. */
export async function fileMatrix(w: Warehouse, lines: string[] = LINES): Promise<void> {
	const awards = [
		AWARDS,
		'HPOG,ACF,Health Profession Opportunity Grant,federal,2010-09-30,2015-06-29,14000000,tuition,tanf;low_income',
		'TANF,County,TANF employment services,federal,2013-07-01,2016-06-30,1000000,child_care,tanf'
	];
	await send(w, awards, { partner: 'partnership', dataset: 'awards' }, { publish: true });
	await fileLines(w, lines);
}

/** Files lines of the matrix, over what is published for the quarter. */
export async function fileLines(w: Warehouse, lines: string[], period = '2015Q1'): Promise<string> {
	const claim = { partner: 'partnership', dataset: 'offerings' as const, period };
	const changes = { publish: true, replace: true, name: `matrix-${period}.csv` };
	const file = await send(w, [OFFERINGS, ...lines], claim, changes);
	if (file.status !== 'published') throw new Error(`${file.status}: ${JSON.stringify(file.findings)}`);
	return file.submission_id ?? '';
}
