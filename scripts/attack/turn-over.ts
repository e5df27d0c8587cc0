import { setTimeout } from 'node:timers/promises';
import { entrances, type Entrance } from './entrances';
import type { Finding } from './finding';
import type { Pass, Prey } from './make-home';
import type { ServedHome } from './served-home';
import { sqlmap } from './sqlmap';

/** Two at a time keep a small machine busy; what changes something is turned over by itself. */
const LANES = 2;

/** Gives every entrance (or those of some routes) to sqlmap: first what only reads, then what changes something. */
export async function turnOver(
	served: ServedHome,
	{
		folder,
		prey,
		routes,
		tell
	}: { folder: string; prey: Prey; routes: string[]; tell: (line: string) => void }
): Promise<Finding[]> {
	const found = await entrances(served.address, prey);
	const all = routes.length === 0 ? found : found.filter(({ route }) => routes.includes(route));
	const findings: Finding[] = [];
	let done = 0;
	let visited: Promise<void> = Promise.resolve();
	const one = async (entrance: Entrance) => {
		visited = visited.then(() => keepVisit(served, prey.passes[entrance.by]));
		await visited;
		const before = Date.now();
		findings.push(...(await sqlmap(entrance, { address: served.address, folder, prey })));
		const seconds = Math.round((Date.now() - before) / 1000);
		done += 1;
		tell(`  ${done} of ${all.length}: ${entrance.method} ${entrance.route} as ${entrance.by}, ${seconds} s`);
	};
	const reading = all.filter(({ method }) => method === 'GET');
	const lane = async () => {
		for (let next = reading.shift(); next; next = reading.shift()) await one(next);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	for (const entrance of all.filter(({ method }) => method !== 'GET')) await one(entrance);
	return findings;
}

/** What was turned over may have ended the visit that the next one comes with; then the home is taken anew. One lane asks at a time, or both would. */
async function keepVisit(served: ServedHome, { cookie }: Pass): Promise<void> {
	if (cookie === '') return;
	const asked = { headers: { cookie, accept: 'text/html' }, redirect: 'manual' } as const;
	for (let tries = 0; tries < PREPARING_SECONDS; tries += 1) {
		const { status } = await fetch(`${served.address}/coverage`, asked);
		if (status === 200) return;
		if (status !== 503) break;
		await setTimeout(1000);
	}
	await served.begin();
}

/** A server that was just begun prepares its tables, and says so. */
const PREPARING_SECONDS = 120;
