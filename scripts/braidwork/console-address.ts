import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** A socket's path may be about a hundred bytes long (sun_path, unix(7): 108; 104 on macOS). */
const LONGEST = 100;

/** Where a home's console listens: a socket in the home, a named pipe on Windows. */
export function consolePath(home: string): string {
	return join(home, 'console.sock');
}

/**
 * Calls `use` with an address of a home's console that the system accepts. A home in a very deep folder is
 * reached from the working folder or through an open folder handle.
 */
export async function withConsoleAddress<T>(home: string, use: (address: string) => Promise<T>): Promise<T> {
	const path = resolve(consolePath(home));
	if (process.platform === 'win32') return use(pipeName(path));
	const near = [path, relative(process.cwd(), path)].find((name) => Buffer.byteLength(name) < LONGEST);
	if (near) return use(near);
	if (!existsSync('/proc/self/fd')) throw Object.assign(new Error('path too long'), { code: 'ENAMETOOLONG' });
	const folder = openSync(home, 'r');
	try {
		return await use(`/proc/self/fd/${folder}/console.sock`);
	} finally {
		closeSync(folder);
	}
}

function pipeName(path: string): string {
	return `\\\\.\\pipe\\braidwork-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
}
