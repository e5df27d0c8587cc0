import type { SafeTable } from '$lib/domain';
import { awardBalance } from './award-balance';
import { awardTimeline } from './award-timeline';
import { bars } from './bars';
import { cohortGrid } from './cohort-grid';
import { coverageHeatmap } from './coverage-heatmap';
import { coverageKinds } from './coverage-kinds';
import type { ChartForm, DrawingOptions } from './drawing';
import { line, pictureOf } from './drawing';
import { fundingByQuarter } from './funding-by-quarter';
import { gapReasons } from './gap-reasons';
import { needAgainstMoney } from './need-against-money';
import { pathway } from './pathway';
import { placeDots } from './place-dots';
import { placeMap } from './place-map';
import { rateDots } from './rate-dots';
import { survivalCurve } from './survival-curve';
import { trend } from './trend';
import { waterfall } from './waterfall';
import { whoPays } from './who-pays';
import { withWithout } from './with-without';
import { CHART_WORDS } from './words';

/** The chart forms by name. */
export const FORMS = {
	'coverage-heatmap': coverageHeatmap,
	'coverage-kinds': coverageKinds,
	'gap-reasons': gapReasons,
	pathway,
	'cohort-grid': cohortGrid,
	'survival-curve': survivalCurve,
	'funding-by-quarter': fundingByQuarter,
	'award-balance': awardBalance,
	'award-timeline': awardTimeline,
	'need-against-money': needAgainstMoney,
	'who-pays': whoPays,
	waterfall,
	'place-dots': placeDots,
	'place-map': placeMap,
	trend,
	'rate-dots': rateDots,
	'with-without': withWithout,
	bars
} satisfies Record<string, ChartForm>;

/** The name of a chart form. */
export type Form = keyof typeof FORMS;

/** Draws a safe table in a form. Server only: it carries Plot; the browser needs `$lib/charts/tips` alone. */
export function draw(form: Form, table: SafeTable, options: DrawingOptions): SVGSVGElement {
	if (table.rows.length === 0) return pictureOf(options, [line(options, CHART_WORDS.nothingToDraw)]);
	return FORMS[form](table, options);
}

export { isNarrow, TEXT } from './drawing';
export { inTraining, inTrainingText } from './in-training';
export type { ChartForm, DrawingOptions, Focus, Highlight } from './drawing';
export { textWidth, wrapped } from './measure-text';
export { DAY, withColours } from './palette';
export type { Ink } from './palette';
export {
	groupsBy,
	hasIntervals,
	isShare,
	labelOf,
	latestQuarter,
	latestRows,
	otherBreakdowns,
	placeOf,
	sharesDollars,
	shownRows,
	valuesOf,
	writeBeside
} from './read-table';
export { CHART_WORDS } from './words';
export { tornado, type TornadoBar } from './tornado';
