import { inCalendar, quarterLabel, type Calendar, type PlanBasis } from '$lib/domain';

/** The names of a plan's codes, and of its quarters, which it counts from 0. */
export interface PlanNames {
	service: (code: string) => string;
	population: (code: string) => string;
	/** Several populations in one phrase; all of them are anybody. */
	whom: (codes: readonly string[]) => string;
	partner: (id: string) => string;
	award: (id: string) => string;
	quarter: (place: number) => string;
}

const RENEWED = / \(renewed\)$/;

/** The population of those who are in none that has a name. */
const OTHERS = 'none';

function othersLast(one: string, other: string): number {
	return Number(one === OTHERS) - Number(other === OTHERS) || (one < other ? -1 : 1);
}

/** Names for everything in a plan of this basis. */
export function planNames(basis: PlanBasis, calendar: Calendar): PlanNames {
	const { names, quarters } = basis;
	const population = (code: string) => names.population[code] ?? code;
	const phrase = (code: string) => (code === OTHERS ? 'others' : inPhrase(population(code)));
	const known = new Set(basis.needs.map((need) => need.population));
	return {
		service: (code) => names.service[code] ?? code,
		population,
		whom: (codes) =>
			[...known].every((code) => codes.includes(code))
				? 'anybody'
				: listed([...codes].sort(othersLast).map(phrase)),
		partner: (id) => names.partner[id] ?? id,
		award: (id) => {
			if (id === 'NEW-AWARD') return 'New award';
			const own = id.replace(RENEWED, '');
			return `${names.award[own] ?? own}${RENEWED.test(id) ? ' (renewed)' : ''}`;
		},
		quarter: (place) => {
			const quarter = quarters[place];
			return quarter === undefined ? '' : quarterLabel(inCalendar(quarter, calendar), calendar);
		}
	};
}

/** A label within a sentence: its first letter small, unless it begins with an abbreviation. */
export function inPhrase(label: string): string {
	return /^[A-Z][a-z]/.test(label) ? `${label[0]!.toLowerCase()}${label.slice(1)}` : label;
}

/** `a`, `a and b`, `a, b and c`; names that hold commas themselves are set apart: `a, north; b; and c`. */
export function listed(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	if (words.some((word) => word.includes(',')))
		return `${words.slice(0, -1).join('; ')}; and ${words.at(-1)}`;
	return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
