import { error } from '@sveltejs/kit';
import { isDay } from '$lib/server/desk';
import { FAULT_WORDS } from '$lib/ui/words/frame';

/** The day that an address names, or empty text; what is no day of the calendar is refused with a sentence. */
export function dayAsked(query: URLSearchParams, name: string): string {
	const asked = query.get(name)?.trim() ?? '';
	if (asked !== '' && !isDay(asked)) error(400, FAULT_WORDS.notADay(name, asked.slice(0, LONGEST)));
	return asked;
}

/** As much of what is no day is repeated. */
const LONGEST = 60;
