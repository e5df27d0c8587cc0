import { codeList } from '$lib/catalog';
import { quarterLabel, type Calendar, type Partner, type Quarter } from '$lib/domain';
import { choiceOf } from '../choice-of';

/** What the reader of the coverage page has chosen; empty text where nothing is chosen. */
export interface CoverageFilters {
	quarter: Quarter;
	service: string;
	population: string;
	partner: string;
	compare: Quarter | '';
}

/** The choices of the coverage pages as their address has them; a quarter of which nothing is published is refused, any other word is passed on and refused by the figures. */
export function readFilters(
	query: URLSearchParams,
	{ quarters, latest }: { quarters: Quarter[]; latest: Quarter }
): CoverageFilters {
	const text = (name: string) => query.get(name)?.trim() ?? '';
	return {
		quarter: choiceOf(query, 'quarter', { choices: quarters, usual: latest }),
		service: text('service'),
		population: text('population'),
		partner: text('partner'),
		compare: choiceOf(query, 'compare', { choices: quarters, usual: '' })
	};
}

/** The filters of a question, apart from time. */
export function conditionsOf({ service, population, partner }: CoverageFilters): Record<string, string> {
	const chosen = Object.entries({ service, population, partner }).filter(([, value]) => value !== '');
	return Object.fromEntries(chosen);
}

/** What can be chosen, in words. */
export function filterChoices(quarters: Quarter[], partners: readonly Partner[], calendar: Calendar) {
	return {
		quarters: [...quarters]
			.reverse()
			.map((quarter) => ({ value: quarter, label: quarterLabel(quarter, calendar) })),
		services: choicesOf('services'),
		populations: choicesOf('populations').filter(({ value }) => value !== 'any'),
		partners: partners.map(({ partner, name }) => ({ value: partner, label: name }))
	};
}

function choicesOf(list: string): { value: string; label: string }[] {
	return codeList(list).codes.map(({ code, label }) => ({ value: code, label }));
}
