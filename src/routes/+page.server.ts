import { fromCalendar, quarterLabel, writeValue, type Quarter, type SafeTable } from '$lib/domain';
import { filings, partners } from '$lib/server/intake';
import { filedFor, filingGrid, type FilingRow } from '$lib/ui/filing-grid';
import { gapRows, type GapRow } from '$lib/ui/gap-row';
import { OVERVIEW_WORDS } from '$lib/ui/words/overview';
import { askCard } from './draw-card';
import { firstSteps } from './_home/first-steps';
import { focusOf } from './focus-award';
import { askHeadlines } from './_home/headlines';
import { readState, type Reading } from './read-state';
import type { PageServerLoad } from './$types';

/** The page for leadership: five numbers, the widest gaps and why, what pays for it, who has filed. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const reading = await readState(locals);
	if (!reading) return { overview: null, steps: await firstSteps(locals) };
	const balances = await reading.askIfAny({ measure: 'award_balance', by: ['quarter', 'award'] });
	const focus = focusOf(balances, locals.settings);
	const [headlines, gaps, funding, filing] = await Promise.all([
		askHeadlines(reading, locals.settings, focus),
		widestGaps(reading),
		askCard(event, 'funding', reading.ask({ measure: 'spend', by: ['quarter', 'award'] }), { focus }),
		filingOf(locals)
	]);
	const { state, asOf, latest } = reading;
	const quarter = quarterLabel(latest, locals.settings.calendar);
	const calendar = locals.settings.calendar;
	return {
		overview: {
			state,
			asOf,
			quarter,
			calendar,
			lead: await leadOf(reading, gaps),
			headlines,
			gaps,
			funding,
			filing,
			missing: missingOf(fromCalendar(latest, calendar), quarter, filing.rows)
		},
		steps: []
	};
};

async function widestGaps({ askIfAny, latest }: Reading): Promise<GapRow[]> {
	const where = { quarter: latest };
	const [reasons, coverage] = await Promise.all([
		askIfAny({ measure: 'gap_reason', by: ['service'], where }),
		askIfAny({ measure: 'need_coverage', by: ['service'], where })
	]);
	return reasons && coverage ? gapRows(reasons, coverage, 'service') : [];
}

async function filingOf({ warehouse }: App.Locals) {
	const [known, filed] = await Promise.all([partners(warehouse), filings(warehouse)]);
	return filingGrid(known, filed);
}

/** What is said while partners have not filed for the quarter (of the calendar year) that the page is about. */
function missingOf(latest: Quarter, quarter: string, rows: FilingRow[]): string {
	const { filed, all } = filedFor(latest, rows);
	return filed < all ? OVERVIEW_WORDS.missing(filed, all, quarter) : '';
}

async function leadOf({ askIfAny, latest }: Reading, gaps: GapRow[]): Promise<string> {
	const covered = await askIfAny({ measure: 'need_coverage', where: { quarter: latest } });
	const share = covered ? shareText(covered) : null;
	if (share === null) return '';
	const widest = gaps.find((gap) => gap.unmet !== null);
	const gap = widest ? OVERVIEW_WORDS.leadGap(widest.label, widest.unmetText) : '';
	return OVERVIEW_WORDS.lead(share, gap);
}

function shareText(table: SafeTable): string | null {
	const row = table.rows[0];
	return row?.status === 'shown' && row.value !== null ? writeValue(row.value, table.unit) : null;
}
