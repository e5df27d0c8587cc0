import { labelOf } from '$lib/charts';
import { writeCount, type SafeTable } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, rowsBy, sentence, shownValue, type BriefLine } from './line';

/** How many people of each population were served, and how many more or fewer than before. */
export function peopleLines(now: SafeTable | null, before: SafeTable | null): BriefLine[] {
	if (!now) return [plain(BRIEF_SAYS.unknown)];
	const earlier = rowsBy(before, 'population');
	const each = [...rowsBy(now, 'population')].map(([population, row]) => {
		const who = labelOf(now, 'population', population);
		return changeWords(who, sentence(row, now), [shownValue(row), shownValue(earlier.get(population))]);
	});
	return [plain(each.length > 0 ? each.join('; ') : BRIEF_SAYS.unknown)];
}

function changeWords(who: string, text: string, [is, was]: [number | null, number | null]): string {
	const { alone, same, moved } = BRIEF_SAYS.people;
	if (is === null || was === null) return alone(who, text);
	return is === was ? same(who, text) : moved(who, text, writeCount(Math.abs(is - was)), is > was);
}
