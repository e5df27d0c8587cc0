import { labelOf } from '$lib/charts';
import { writeCount, type SafeTable } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, rowsBy, sentence, shownValue, type BriefLine } from './line';

/** How many people of each population were served, and how many more or fewer than before. */
export function peopleLines(now: SafeTable | null, before: SafeTable | null): BriefLine[] {
	if (!now) return [plain(BRIEF_SAYS.unknown)];
	const earlier = rowsBy(before, 'population');
	return [...rowsBy(now, 'population')].map(([population, row]) => ({
		lead: labelOf(now, 'population', population),
		text: changeWords(sentence(row, now), shownValue(row), shownValue(earlier.get(population)))
	}));
}

function changeWords(text: string, is: number | null, was: number | null): string {
	if (is === null) return text;
	const { alone, same, moved } = BRIEF_SAYS.people;
	if (was === null) return alone(text);
	return is === was ? same(text) : moved(text, writeCount(Math.abs(is - was)), is > was);
}
