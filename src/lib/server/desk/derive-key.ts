import { hkdfSync } from 'node:crypto';
import { readSecret } from '$lib/server/warehouse';

/** A key of its own for one purpose, made of the home's secret: whoever has the folder without the secret has no key. */
export function deriveKey(home: string, purpose: string): string {
	return Buffer.from(hkdfSync('sha256', readSecret(home), '', `braidwork ${purpose}`, 32)).toString(
		'base64url'
	);
}
