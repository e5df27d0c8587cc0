import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, type Settings } from '$lib/domain';
import { deriveKey } from './derive-key';
import { writeWhole } from './write-whole';

/** What `init --demo` leaves in a home; config.json alone makes no demo of one that holds real data. */
export const DEMO_MARK = 'demo-mark';

/** Marks a home as made for invented data: by a text that its own secret alone makes, so that none is carried over from another. */
export function markDemo(home: string): void {
	writeWhole(join(home, DEMO_MARK), `${deriveKey(home, 'demo')}\n`);
}

/** Whether a home was made for invented data. */
export function wasMadeAsDemo(home: string): boolean {
	const path = join(home, DEMO_MARK);
	return existsSync(path) && readFileSync(path, 'utf8').trim() === deriveKey(home, 'demo');
}

/** Refuses a home that only claims to be a demo: in one, everybody chooses their role. */
export function refuseFalseDemo(home: string, { demo }: Pick<Settings, 'demo'>): void {
	if (demo && !wasMadeAsDemo(home)) throw notDemo('it was not made as one');
}

/** What we say of a home that is no demo, and why it is none. */
export function notDemo(why: string): Refusal {
	return new Refusal(
		'not_a_demo',
		`config.json says that this home is a demo, but ${why}.`,
		'Set "demo" to false in config.json. A demo is made by "braidwork init --demo", in a folder of its own.'
	);
}
