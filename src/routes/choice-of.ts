import { error } from '@sveltejs/kit';
import { FAULT_WORDS } from '$lib/ui/words/frame';

/** What an address chooses of these, or the usual one where it chooses nothing; a choice that nobody knows is refused with a sentence. */
export function choiceOf<Value extends string, Usual extends string>(
	query: URLSearchParams,
	name: string,
	{ choices, usual }: { choices: readonly Value[]; usual: Usual }
): Value | Usual {
	const asked = query.get(name)?.trim() ?? '';
	if (asked === '') return usual;
	const known = choices.find((choice) => choice === asked);
	if (known === undefined) error(400, FAULT_WORDS.unknownChoice(name, asked.slice(0, LONGEST), choices));
	return known;
}

/** As much of a wrong choice is repeated. */
const LONGEST = 60;
