import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubmissionClaim } from '$lib/domain';

/** Rows of a made file that are right; one more is broken, so that there is something to account for. */
export const RIGHT_ROWS = 200;

const PARTNERS = ['navigators', 'county', 'college'];
const PERIODS = 24;

/** Whose file number `n` is, and of which quarter; after some time the same places come again, as corrections. */
export function placeOf(n: number): SubmissionClaim & { period: string } {
	const quarter = Math.floor(n / PARTNERS.length) % PERIODS;
	const partner = PARTNERS[n % PARTNERS.length] ?? '';
	return { partner, dataset: 'deliveries', period: `${2009 + Math.floor(quarter / 4)}Q${1 + (quarter % 4)}` };
}

/** The name of file number `n`. */
export function nameOf(n: number): string {
	return `deliveries-${n}.csv`;
}

/** Writes file number `n` and returns where it lies. */
export function makeFile(folder: string, n: number): string {
	const { period } = placeOf(n);
	const day = `${period.slice(0, 4)}-${String(Number(period.slice(5)) * 3 - 1).padStart(2, '0')}-15`;
	const rows = Array.from(
		{ length: RIGHT_ROWS },
		(_, at) => `D-${n}-${at},N-${at % 60},tuition,delivered,${day},${10 + (at % 90)}.00`
	);
	const header = 'delivery_id,participant_id,service,status,date,amount_usd';
	const path = join(folder, nameOf(n));
	writeFileSync(path, [header, ...rows.slice(0, 100), `D-${n}-x,broken`, ...rows.slice(100), ''].join('\n'));
	return path;
}
