import {
	isStale,
	LINE_STANDINGS,
	lineOn,
	MATRIX_POPULATIONS,
	OFFERING_STATUSES,
	populationsOf,
	type MatrixLine
} from '$lib/domain';
import { choiceOf } from '../choice-of';
import type { MatrixNames } from './matrix-words';

/** The populations that have a column of their own; "none of these" has lines for anyone alone. */
export const SHOWN_POPULATIONS: readonly string[] = MATRIX_POPULATIONS.filter((one) => one !== 'none');

/** What the address asks of the matrix beside the day and the state; empty is everything. */
export interface MatrixView {
	view: 'grid' | 'list';
	partner: string;
	service: string;
	population: string;
	status: string;
	award: string;
	standing: string;
	stale: boolean;
	sort: SortColumn;
}

/** The columns that the list can be in the order of. */
export const SORT_COLUMNS = [
	'service',
	'population',
	'partner',
	'status',
	'award',
	'until',
	'verified'
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

/** Reads the view from an address; a choice that the matrix does not have is refused. */
export function readView(query: URLSearchParams, names: MatrixNames): MatrixView {
	const of = (name: string, choices: readonly string[]) => choiceOf(query, name, { choices, usual: '' });
	const codes = (labeled: { value: string }[]) => labeled.map(({ value }) => value);
	return {
		view: choiceOf(query, 'view', { choices: ['grid', 'list'], usual: 'grid' }),
		partner: of('partner', codes(names.partners)),
		service: of('service', codes(names.services)),
		population: of('population', SHOWN_POPULATIONS),
		status: of('status', OFFERING_STATUSES),
		award: of('award', codes(names.awards)),
		standing: of('standing', LINE_STANDINGS),
		stale: of('stale', ['1']) !== '',
		sort: choiceOf(query, 'sort', { choices: SORT_COLUMNS, usual: 'service' })
	};
}

/** Whether nothing but the whole matrix is asked for. */
export function isNarrowed({
	partner,
	service,
	population,
	status,
	award,
	standing,
	stale
}: MatrixView): boolean {
	return [partner, service, population, status, award, standing].some(Boolean) || stale;
}

/** Whether every partner's lines are asked for, of the services and populations that are shown. */
export function isOfAllPartners({ partner, status, award, stale }: MatrixView): boolean {
	return ![partner, status, award].some(Boolean) && !stale;
}

/** The lines that a view asks for. How lines stand is asked of the list alone: a grid shows the live ones. */
export function linesInView<Line extends MatrixLine>(
	lines: Line[],
	view: MatrixView,
	on: { day: string; today: string }
): Line[] {
	const fits = (asked: string, is: string | null) => asked === '' || asked === is;
	return lines.filter(
		(line) =>
			fits(view.partner, line.offering_partner) &&
			fits(view.service, line.service) &&
			(view.population === '' || populationsOf(line).includes(view.population)) &&
			fits(view.status, line.status) &&
			fits(view.award, line.award_id) &&
			(view.view === 'grid' || fits(view.standing, lineOn(line, on.day))) &&
			(!view.stale || isStale(line, on))
	);
}
