import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHome } from '$lib/server/desk';
import { Judge } from './judge-home';
import { startLoads } from './kill-loads';

/** Size of the small disk, and what is left free on it in each round. */
const DISK_MB = 64;
const FREE_KB = [3000, 1200, 600, 300, 150, 100, 80, 60];

/** How the disk is said to be full: by the system, by the database, or by us before anything is written. */
const FULL = /ENOSPC|No space left|disk_full/;

/** What came of it: what was lost, how often loading ended, and how, where the system allows it; else why not. */
export interface FullDisk {
	losses: string[];
	rounds: number;
	skipped: string | null;
}

/**
 * Loads on a disk that is nearly full, until loading is refused or the process ends; then makes room again and judges
 * the home. The disk is a small one in memory, which only an administrator of the machine may mount.
 */
export async function fillDisk(folder: string): Promise<FullDisk> {
	const disk = join(folder, 'disk');
	mkdirSync(disk, { recursive: true });
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk], { stdio: 'ignore' });
	} catch {
		return {
			losses: [],
			rounds: 0,
			skipped: 'no small disk can be mounted here (this needs an administrator)'
		};
	}
	try {
		return await onSmallDisk(disk, folder);
	} finally {
		execFileSync('umount', ['-l', disk]);
	}
}

/** The files that are sent lie on another disk. */
async function onSmallDisk(disk: string, made: string): Promise<FullDisk> {
	const home = join(disk, 'home');
	await createHome(home, { demo: true });
	const judge = new Judge(home);
	const ballast = join(disk, 'ballast');
	for (const [round, kilobytes] of FREE_KB.entries()) {
		fill(disk, ballast, kilobytes * 1024);
		const loads = startLoads(home, judge.next, { count: 200, made });
		const stopper = setTimeout(() => loads.child.kill('SIGKILL'), 60_000);
		const code = await loads.ended;
		clearTimeout(stopper);
		rmSync(ballast, { force: true });
		if (code === 0 || !loads.said().some((line) => FULL.test(line)))
			judge.losses.push(`round ${round + 1}: loading ended otherwise: ${loads.said().slice(-8).join(' ')}`);
		await judge.after(loads.said(), `full disk, ${kilobytes} kB free`);
	}
	return { losses: judge.losses, rounds: FREE_KB.length, skipped: null };
}

function fill(disk: string, ballast: string, free: number): void {
	const { bavail, bsize } = statfsSync(disk);
	const bytes = bavail * bsize - free;
	if (bytes > 0) writeFileSync(ballast, Buffer.alloc(bytes));
}
