import { questionFrom, type Question } from '$lib/domain';

/** The question that an address asks of a measure. */
export function questionAbout(measure: string, url: URL): Question {
	const query = new URLSearchParams(url.searchParams);
	query.set('measure', measure);
	return questionFrom(query);
}
