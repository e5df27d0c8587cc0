import {
	isStale,
	lineOn,
	MATRIX_POPULATIONS,
	populationsOf,
	type LineStanding,
	type MatrixLine
} from '$lib/domain';

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

/** Reads the view from an address; what it cannot be is as if it were not there. */
export function readView(query: URLSearchParams): MatrixView {
	const text = (name: string) => query.get(name)?.trim() ?? '';
	const sort = SORT_COLUMNS.find((column) => column === text('sort'));
	return {
		view: text('view') === 'list' ? 'list' : 'grid',
		partner: text('partner'),
		service: text('service'),
		population: SHOWN_POPULATIONS.includes(text('population')) ? text('population') : '',
		status: text('status'),
		award: text('award'),
		standing: text('standing'),
		stale: text('stale') !== '',
		sort: sort ?? 'service'
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
			(view.view === 'grid' || fits(view.standing, lineOn(line, on.day) satisfies LineStanding)) &&
			(!view.stale || isStale(line, on))
	);
}
