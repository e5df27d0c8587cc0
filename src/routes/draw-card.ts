import { questionOf, questionText, type SafeTable } from '$lib/domain';
import { figureOf, type FigureOptions } from '$lib/server/figures';
import type { FigureCard, FigureOrRefusal, FigureRefused } from '$lib/ui/figure-card';
import { isRefusal } from './api/problem';

/** What drawing needs of a request: whom it is for, and whether the whole page or only its data travel. */
export interface PageRequest {
	locals: App.Locals;
	isDataRequest: boolean;
	url: URL;
}

/** Makes the figure of a table for a page; `id` names it on the page. */
export function drawCard(
	request: PageRequest,
	id: string,
	table: SafeTable,
	options: FigureOptions = {}
): FigureCard {
	const figure = figureOf(table, { ...originOf(request), ...options });
	const card = {
		id,
		title: figure.title,
		subtitle: figure.subtitle,
		sentence: figure.sentence,
		citation: figure.citation,
		notes: figure.notes,
		table: { ...figure.table(), marked: markedRows(table, options) },
		permalink: figure.permalink + formQuery(options),
		downloads: downloadsOf(table, options),
		definition: `/glossary#${table.measure}`
	};
	if (request.isDataRequest) return { ...card, drawing: figure.html() };
	request.locals.drawings.set(id, drawnPlace(id) + figure.html());
	return card;
}

/** The rows of the group that the reader chose. */
function markedRows({ rows }: SafeTable, { highlight }: FigureOptions): number[] {
	if (!highlight) return [];
	return rows.flatMap((row, place) => (row[highlight.column] === highlight.value ? [place] : []));
}

/** As many comments come out of the page as went in, which the framework counts on. */
function drawnPlace(id: string): string {
	return `<!--drawn:${id}-->`;
}

/** The figure of what is asked, or the sentence with which it is refused. */
export async function askCard(
	request: PageRequest,
	id: string,
	asked: Promise<SafeTable>,
	options: FigureOptions = {}
): Promise<FigureOrRefusal> {
	try {
		return drawCard(request, id, await asked, options);
	} catch (error) {
		if (isRefusal(error)) return refusedCard(id, error);
		throw error;
	}
}

function refusedCard(id: string, { message, hint }: { message: string; hint: string }): FigureRefused {
	return { id, refused: message, hint };
}

function originOf({ locals, url }: PageRequest): Pick<FigureOptions, 'partnership' | 'address'> {
	return { partnership: locals.settings.name, address: url.origin };
}

/** A form that the reader chose is part of an address; one that the table has by itself is not. */
function formQuery({ form }: FigureOptions): string {
	return form ? `&form=${form}` : '';
}

function downloadsOf(table: SafeTable, options: FigureOptions): FigureCard['downloads'] {
	const { measure, ...question } = questionOf(table);
	const query = questionText({ measure, ...question }).replace(/^measure=[^&]*&?/, '');
	return ['csv', 'svg', 'png', 'docx'].map((kind) => ({
		label: kind === 'docx' ? 'Word' : kind.toUpperCase(),
		href: `/api/v1/figures/${measure}.${kind}?${query}${formQuery(options)}`
	}));
}
