import { closeHome, openHome } from '$lib/server/desk';
import { load, recoverLost, states } from '$lib/server/intake';
import { makeFile, nameOf, placeOf } from './made-files';

/** Everything is loaded on this day. */
export const TODAY = new Date('2015-10-15T12:00:00Z');

/** Who loads. */
export const ACTOR = { who: 'torture', role: 'administrator', partners: null } as const;

/** What a process may hold, so that two of them and a judge fit on a small machine. */
export const LIMITS = { threads: 1, memoryLimit: '512MB' };

/**
 * Loads and publishes made files from number `from` on, each with the home opened before and closed (and so
 * checkpointed) after, until it is killed or has loaded `count`. Says each phase as it begins, and each state once stored.
 */
export async function loadLoop(
	home: string,
	{ from, count, made }: { from: number; count: number; made: string }
): Promise<void> {
	for (let n = from; n < from + count; n++) {
		const path = makeFile(made, n);
		say('open');
		const opened = await openHome(home, LIMITS);
		await recoverLost(opened.warehouse, { settings: opened.settings, now: TODAY, tell: say });
		const file = await load(opened.warehouse, { name: nameOf(n), path }, placeOf(n), {
			publish: true,
			replace: true,
			actor: ACTOR,
			now: TODAY,
			settings: opened.settings,
			progress: say
		});
		const latest = (await states(opened.warehouse)).length;
		say(`stored ${n} ${latest} ${file.status}`);
		say('close');
		await closeHome(opened);
	}
	say('done');
}

function say(words: string): void {
	process.stdout.write(`${words}\n`);
}
