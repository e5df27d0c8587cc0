import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Refusal } from '$lib/domain';

/** Bytes of the secret; as long as the hash it keys (RFC 2104, section 3). */
const SECRET_BYTES = 32;

/** Makes the secret that keys the hashes of this home, readable by its owner alone; one that exists stays. */
export function makeSecret(home: string): void {
	const path = secretPath(home);
	if (existsSync(path)) return;
	try {
		writeFileSync(path, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
	} catch (error) {
		throw new Refusal(
			'no_secret',
			`The secret of this home cannot be written to ${path}: ${(error as NodeJS.ErrnoException).code}.`,
			'Make that folder writable, or set BRAIDWORK_SECRET_FILE to another place.'
		);
	}
}

/** The secret that keys the hashes of this home. Without it, keys of people who are already known could not be matched. */
export function readSecret(home: string): Buffer {
	const path = secretPath(home);
	if (existsSync(path)) {
		const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
		if (secret.length === SECRET_BYTES) return secret;
	}
	throw new Refusal(
		'no_secret',
		`The secret of this home is missing or unreadable (${path}).`,
		'Put the secret file back from where you keep it, or set BRAIDWORK_SECRET_FILE to its place.'
	);
}

/** Where the secret of this home lies, and its path in the home when it lies there. */
export function placeOfSecret(home: string): { path: string; inside: string | null } {
	const path = resolve(secretPath(home));
	const inside = relative(resolve(home), path);
	return { path, inside: inside.startsWith('..') || isAbsolute(inside) ? null : inside };
}

/** By what a secret is known again without telling it; null while there is none that can be read. */
export function printOfSecret(home: string): string | null {
	const path = secretPath(home);
	if (!existsSync(path)) return null;
	return createHmac('sha256', readFileSync(path, 'utf8').trim())
		.update('which secret is this')
		.digest('hex')
		.slice(0, 16);
}

function secretPath(home: string): string {
	return process.env.BRAIDWORK_SECRET_FILE ?? join(home, 'secret');
}
