import { writeDollars, writePercent } from '$lib/domain';
import type { PlanAnswer } from '$lib/ui/plans/plan-answer';
import { PLAN_WORDS } from '$lib/ui/words/plan-page';
import { writePeople } from '$lib/ui/words/plans';
import { planHref } from '../plan-href';

/** A plan as a column of a comparison. */
export interface Compared {
	title: string;
	state: number;
	href: string;
	answer: PlanAnswer;
}

/** A row of a comparison: a cell for today, and one for each plan. */
export interface ComparedRow {
	title: string;
	today: string;
	cells: string[];
}

const words = PLAN_WORDS.compare;

/** A plan that is laid beside others. */
export function comparedPlan(title: string, state: number, answer: PlanAnswer): Compared {
	return { title, state, href: planHref({ text: answer.text, state }), answer };
}

/** The columns and rows of plans side by side, as they are written. */
export function comparison(columns: Compared[]) {
	const heads = columns.map(({ title, state, href }) => ({ title, state, href }));
	return { heads, rows: mainRows(columns), services: serviceRows(columns) };
}

function mainRows(columns: Compared[]): ComparedRow[] {
	const { rows } = words;
	const today = columns[0]?.answer.headline?.today ?? null;
	const need = columns[0]?.answer.headline?.need ?? 0;
	const helped = today === null ? words.notKnown : writePeople(today * need);
	const each = (write: (answer: PlanAnswer) => string) =>
		columns.map(({ answer }) => (answer.headline ? write(answer) : words.infeasible));
	const number = (write: (headline: NonNullable<PlanAnswer['headline']>) => string) =>
		each(({ headline }) => (headline ? write(headline) : ''));
	return [
		{
			title: rows.share,
			today: today === null ? words.notKnown : writePercent(today),
			cells: number(({ met, need }) => (need > 0 ? writePercent(met / need) : ''))
		},
		{ title: rows.met, today: helped, cells: number(({ met }) => writePeople(met)) },
		{
			title: rows.need,
			today: today === null ? words.notKnown : writePeople(need),
			cells: number(({ need }) => writePeople(need))
		},
		{
			title: rows.weighted,
			today: words.notOfToday,
			cells: number(({ weighted }) => writePercent(weighted))
		},
		{ title: rows.spent, today: words.notOfToday, cells: number(({ spent }) => writeDollars(spent)) },
		{
			title: rows.left,
			today: words.notOfToday,
			cells: number(({ spent, budget }) => writeDollars(budget - spent))
		},
		{
			title: rows.dollar,
			today: words.notOfToday,
			cells: each(({ dollars: [best] }) =>
				best ? PLAN_WORDS.answer.dollar.best(best.service, best.whom) : PLAN_WORDS.answer.dollar.none
			)
		},
		{ title: rows.change, today: words.notOfToday, cells: each(({ says }) => says.changeAlone) }
	];
}

function serviceRows(columns: Compared[]): ComparedRow[] {
	const wholes = columns.map(({ answer }) => answer.coverage.filter(({ population }) => population === ''));
	const services = [...new Set(wholes.flat().map(({ service }) => service))].sort();
	return services.map((service) => {
		const rows = wholes.map((some) => some.find((row) => row.service === service));
		const today = rows[0]?.today ?? null;
		return {
			title: service,
			today: today === null ? words.notKnown : writePercent(today),
			cells: rows.map((row) => (row && row.need > 0 ? writePercent(row.met / row.need) : ''))
		};
	});
}
