import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ffuf } from './ffuf';
import type { Finding } from './finding';
import type { Prey } from './make-home';
import { isInstalled } from './run-program';
import { slow } from './slow';
import { sqlmap } from './sqlmap';
import { wapiti } from './wapiti';
import { serveWeakPage } from './weak-page';

const NO_PASS = { cookie: '', token: '' };
const NOTHING: Prey = {
	passes: { nobody: NO_PASS, leader: NO_PASS, analyst: NO_PASS, administrator: NO_PASS },
	own: 'none',
	others: 'none',
	link: '/invitation/none'
};

/** What each tool has to find on the weak page. */
const EXPECTED: Record<string, RegExp> = {
	ffuf: /\.env .*answered 200/,
	slowhttptest: /slow ones kept/,
	wapiti: /Cross Site Scripting/,
	sqlmap: /injection .*,B/
};

/** Lets each tool loose on a page that is weak on purpose, the same way as on Braidwork; says which one was blind. */
export async function prove(folder: string, tools: string[]): Promise<Finding[]> {
	const weak = await serveWeakPage();
	const place = { address: weak.address, folder: join(folder, 'weak'), prey: NOTHING };
	mkdirSync(place.folder);
	const entrance = { route: '/item', by: 'nobody', method: 'GET', target: '/item?id=1', body: null } as const;
	const looks: Record<string, () => Promise<Finding[]>> = {
		ffuf: () => ffuf('nobody', place),
		slowhttptest: () => slow({ ...place, seconds: 25 }),
		wapiti: () => wapiti('nobody', { ...place, seconds: 300 }),
		sqlmap: () => sqlmap(entrance, place)
	};
	try {
		const asked = tools.filter((tool) => looks[tool] && isInstalled(tool));
		const seen = await Promise.all(
			asked.map(async (tool) => ({ tool, found: (await looks[tool]?.()) ?? [] }))
		);
		return seen
			.filter(({ tool, found }) => !found.some((one) => EXPECTED[tool]?.test(wordsOf(one))))
			.map(({ tool, found }): Finding => ({
				tool,
				place: 'a page that is weak on purpose',
				kind: 'blind',
				what: `it found ${found.length === 0 ? 'nothing' : found.map(wordsOf).join('; ').slice(0, 300)}`
			}));
	} finally {
		weak.stop();
	}
}

function wordsOf({ place, kind, what }: Finding): string {
	return `${place} ${kind} ${what}`;
}
