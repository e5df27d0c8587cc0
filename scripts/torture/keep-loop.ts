import { join } from 'node:path';
import { copySqlite } from '$lib/server/accounts';
import { backUp, openHome, type OpenHome } from '$lib/server/desk';
import { load, recoverLost, states } from '$lib/server/intake';
import { ACTOR, LIMITS, TODAY } from './load-loop';
import { makeFile, nameOf, placeOf } from './made-files';

/** Loads made files from number `from` on and all the while makes backups of the home beside it, until it is killed. */
export async function keepLoop(home: string, { from, made }: { from: number; made: string }): Promise<void> {
	const opened = await openHome(home, LIMITS);
	await recoverLost(opened.warehouse, { settings: opened.settings, now: TODAY, tell: say });
	await Promise.all([loadOn(opened, { from, made }), backUpOn(opened, made)]);
}

async function loadOn(home: OpenHome, { from, made }: { from: number; made: string }): Promise<void> {
	for (let n = from; ; n++) {
		const file = await load(home.warehouse, { name: nameOf(n), path: makeFile(made, n) }, placeOf(n), {
			publish: true,
			replace: true,
			actor: ACTOR,
			now: TODAY,
			settings: home.settings
		});
		say(`stored ${n} ${(await states(home.warehouse)).length} ${file.status}`);
	}
}

async function backUpOn(home: OpenHome, folder: string): Promise<void> {
	for (let n = 0; ; n++) {
		await new Promise((go) => setTimeout(go, Math.random() * 100));
		const place = join(folder, `kept-${process.pid}-${n}`);
		const { state } = await backUp(home, place, { now: new Date(), copySqlite });
		say(`kept ${place} ${state}`);
	}
}

function say(words: string): void {
	process.stdout.write(`${words}\n`);
}
