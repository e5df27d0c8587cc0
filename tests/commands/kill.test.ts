import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { braidwork, endOf, folder, start } from './run-braidwork';
import { claim, writeQuarter } from './small-files';

const place = folder();
const home = join(place.path, 'home');
const at = ['--home', home, '--json'];

beforeAll(async () => {
	await braidwork('init', '--demo', '--home', home);
});
afterAll(place.remove);

interface States {
	states: { state: number }[];
}

/** The real time of a load varies with the machine, so the moments are shares of one that was measured. */
it('killed at any moment, a load leaves the old state or the new one, and can be sent again', async () => {
	const began = Date.now();
	await braidwork(
		'load',
		writeQuarter(place.path, 2001).participants,
		...claim('participants', 2001),
		'--publish',
		...at
	);
	const whole = Date.now() - began;
	let known = 1;
	for (const [round, share] of [0.35, 0.55, 0.7, 0.85, 0.95].entries()) {
		const year = 2002 + round;
		const load = [
			'load',
			writeQuarter(place.path, year).participants,
			...claim('participants', year),
			'--publish',
			...at
		];
		const child = start(load);
		const ended = endOf(child);
		await new Promise((resolve) => setTimeout(resolve, whole * share));
		child.kill('SIGKILL');
		await ended;
		const after = (await braidwork('states', ...at)).json<States>().states.length;
		expect([known, known + 1]).toContain(after);
		const again = await braidwork(...load);
		expect(again.json()).toMatchObject({
			state: known + 1,
			files: [{ status: 'published', rows_loaded: 12 }]
		});
		known += 1;
	}
	expect((await braidwork('check', ...at)).json()).toMatchObject({ ok: true, problems: [] });
}, 180_000);
