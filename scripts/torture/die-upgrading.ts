import { closeHome, openHome } from '$lib/server/desk';
import { LIMITS } from './load-loop';

/** Opens a home and so upgrades it, killing itself at moment number `moment` of that; says each moment it reached. */
export async function dieUpgrading(home: string, moment: number): Promise<void> {
	let at = 0;
	const opened = await openHome(home, {
		...LIMITS,
		reached: ({ version, moment: name }) => {
			process.stdout.write(`${version} ${name}\n`);
			if (at++ === moment) process.kill(process.pid, 'SIGKILL');
		}
	});
	await closeHome(opened);
}
