import { checkInvariants } from '$lib/server/intake';
import type { HomeCommand } from '../command';
import { plural } from '../table';

/** Verifies every invariant of the home and says what is wrong. */
export default {
	name: 'check',
	place: 'home',
	takes: [],
	options: {},
	async run(_order, { home }) {
		const { ok, problems } = await checkInvariants(home.warehouse);
		const message = `${plural(problems.length, 'thing')} in this home is not as it should be.`;
		const error = {
			code: 'invariants',
			message,
			hint: 'Keep a copy of the folder before you change anything.'
		};
		return {
			json: ok ? { ok, problems } : { ok, problems, error },
			words: ok
				? 'Everything is as it should be.'
				: [message, ...problems.map((problem) => `- ${problem}`)].join('\n'),
			failed: !ok
		};
	}
} satisfies HomeCommand;
