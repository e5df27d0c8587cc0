/** Where `serve` serves when nothing else is said. */
const USUAL_ORIGIN = 'http://127.0.0.1:4173';

/** The address under which visitors reach this home: of the server that runs this command, or the one that `serve` will take. */
export function originOf(): string {
	return globalThis.braidwork?.origin ?? USUAL_ORIGIN;
}
