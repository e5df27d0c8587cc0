import { FIRST_LIMITS } from '$lib/server/desk';
import type { Finding } from './finding';
import { setLimits, type Prey } from './make-home';
import { readMeanwhile } from './read-meanwhile';
import type { ServedHome } from './served-home';

/** Far more than one address may ask in a minute. */
const REQUESTS = 3000;
const AT_ONCE = 50;

/** Asks as one stranger without end, under the limits that a home has at first, while somebody who is signed in reads. */
export async function flood(served: ServedHome, prey: Prey): Promise<Finding[]> {
	await served.begin((home) => setLimits(home, FIRST_LIMITS));
	const reader = readMeanwhile(`${served.address}/coverage`, prey.passes.leader.cookie);
	const counts = new Map<number, number>();
	let left = REQUESTS;
	const ask = async () => {
		while (left-- > 0) {
			const { status } = await fetch(`${served.address}/sign-in`, { headers: { accept: 'text/html' } });
			counts.set(status, (counts.get(status) ?? 0) + 1);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, ask));
	const { pages, failed } = await reader.end();
	const said: [boolean, string][] = [
		[(counts.get(429) ?? 0) < REQUESTS / 3, `only ${counts.get(429) ?? 0} of ${REQUESTS} were told to wait`],
		[(counts.get(200) ?? 0) < 60, `only ${counts.get(200) ?? 0} were answered before`],
		[pages === 0 || failed > 0, `${failed} of ${pages + failed} pages failed somebody who is signed in`]
	];
	return said
		.filter(([isSo]) => isSo)
		.map(([, what]): Finding => ({ tool: 'a stranger', place: '/sign-in', kind: 'limits', what }));
}
