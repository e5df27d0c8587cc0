import { checkInvariants } from '$lib/server/intake';
import { auditKept, type Exposure } from '$lib/server/measures';
import type { HomeCommand } from '../command';
import { plural } from '../table';

/** Verifies every invariant of the home and says what is wrong. */
export default {
	name: 'check',
	place: 'home',
	takes: [],
	options: {},
	async run(_order, { home }) {
		const kept = await checkInvariants(home.warehouse);
		const exposures = await auditKept(home.warehouse, home.settings);
		const problems = [...kept.problems, ...exposures.map(exposureText)];
		const ok = kept.ok && exposures.length === 0;
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

function exposureText({ family, state, counts }: Exposure): string {
	const words = plural(counts, 'withheld count');
	return `Tables "${family}" of state ${state}: ${words} can be worked out to be small. Show nobody these pages, and tell the makers of Braidwork.`;
}
