import type { Focus, Form } from '$lib/charts';
import type { Boundaries, SafeTable } from '$lib/domain';
import * as tables from './sample-tables';

/** A named picture: at once a page of the gallery and a test. */
export interface Example {
	name: string;
	form: Form;
	table: () => SafeTable;
	focus?: Focus;
	goal?: number;
	boundaries?: Boundaries;
}

const HPOG: Focus = { award: 'HPOG', label: 'HPOG', end_date: '2015-09-29' };

/** Squares of a tenth of a degree side by side, the last with a hole. */
function squares(...zips: string[]): Boundaries {
	return zips.map((zip, place) => {
		const [left, right] = [-117 + place / 10, -116.9 + place / 10];
		const square = [left, 33, right, 33, right, 33.1, left, 33.1, left, 33];
		const hole = [left + 0.02, 33.02, right - 0.06, 33.02, right - 0.06, 33.04, left + 0.02, 33.02];
		return { zip, rings: place === zips.length - 1 ? [square, hole] : [square] };
	});
}

export const EXAMPLES: Example[] = [
	{ name: 'coverage of services by population', form: 'coverage-heatmap', table: tables.coverage },
	{ name: 'three kinds of coverage in one grid', form: 'coverage-kinds', table: tables.coverageKinds },
	{ name: 'reasons for unmet need by service', form: 'gap-reasons', table: tables.gaps },
	{ name: 'where a start cohort is by month', form: 'pathway', table: tables.cohort },
	{ name: 'retention of all who started', form: 'survival-curve', table: tables.retention },
	{ name: 'completing with and without supports', form: 'with-without', table: tables.completionBySupport },
	{ name: 'retention by program on a fixed grid', form: 'survival-curve', table: tables.retentionByProgram },
	{ name: 'retention with and without child care', form: 'survival-curve', table: tables.retentionBySupport },
	{ name: 'who is kept of each start quarter', form: 'cohort-grid', table: tables.cohorts },
	{ name: 'where two programs are by month', form: 'pathway', table: tables.cohortByProgram },
	{
		name: 'spending by quarter with the end of the grant',
		form: 'funding-by-quarter',
		table: tables.spending,
		focus: HPOG
	},
	{ name: 'balances of awards with the cliff', form: 'award-balance', table: tables.balances, focus: HPOG },
	{
		name: 'awards from their first to their last day',
		form: 'award-timeline',
		table: tables.awards,
		focus: HPOG
	},
	{ name: 'who pays for each support', form: 'who-pays', table: tables.payers, focus: HPOG },
	{ name: 'from what was paid to what is paid after', form: 'waterfall', table: tables.fall },
	{ name: 'need against money by service', form: 'need-against-money', table: tables.unfunded },
	{ name: 'need against money by quarter', form: 'need-against-money', table: tables.unfundedByQuarter },
	{ name: 'people served by quarter', form: 'trend', table: tables.served, goal: 750 },
	{ name: 'completion by start quarter', form: 'trend', table: tables.completion, goal: 0.7 },
	{ name: 'coverage by quarter for three populations', form: 'trend', table: tables.coverageOverTime },
	{ name: 'coverage by service', form: 'bars', table: tables.coverageByService, goal: 0.8 },
	{ name: 'coverage by ZIP code, ranked', form: 'place-dots', table: tables.coverageByZip },
	{
		name: 'coverage by ZIP code on a map',
		form: 'place-map',
		table: tables.coverageByZip,
		boundaries: squares('92054', '92083', '92025', '92069', '92020')
	},
	{ name: 'rates of programs with their intervals', form: 'rate-dots', table: tables.jobsByProgram },
	{ name: 'people by partners with scripts for names', form: 'bars', table: tables.scripted },
	{ name: 'one number alone', form: 'bars', table: tables.single },
	{ name: 'a grid of withheld numbers alone', form: 'coverage-heatmap', table: tables.allWithheld },
	{ name: 'a grid without rows', form: 'coverage-heatmap', table: tables.emptyTable }
];
