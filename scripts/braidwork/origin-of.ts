import type { Settings } from '$lib/domain';

/** Where `serve` serves when nothing else is said. */
const USUAL_ORIGIN = 'http://127.0.0.1:4173';

/** The address under which visitors reach a home: of the server that runs this command, the one in its settings, or the one that `serve` will take. */
export function originOf(settings?: Pick<Settings, 'server'>): string {
	return globalThis.braidwork?.origin ?? settings?.server.origin ?? USUAL_ORIGIN;
}
