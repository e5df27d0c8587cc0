import { questionFrom, type Question } from '$lib/domain';

/** The question that an address asks of a measure. */
export function questionAbout(measure: string, asked: URLSearchParams): Question {
	const query = new URLSearchParams(asked);
	query.set('measure', measure);
	return questionFrom(query);
}
