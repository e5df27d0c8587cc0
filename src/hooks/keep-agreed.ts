import { dayOf, type Actor } from '$lib/domain';
import { noteDeed } from '$lib/server/audit';
import type { OpenHome } from '$lib/server/desk';
import { BY_AGREEMENT, keepToAgreements } from '$lib/server/intake';
import { thresholdChange } from '$lib/server/measures';

/**
 * Lets the figures keep to the agreements as they stand now, which makes the next state where they do not, and writes
 * down what was changed; tells it, or nothing.
 */
export async function keepAgreed(home: OpenHome, actor: Actor = BY_AGREEMENT): Promise<string | null> {
	const now = new Date();
	const threshold = await thresholdChange(home.warehouse, home.settings);
	const kept = await keepToAgreements(home.warehouse, { actor, now, threshold });
	const about = { state: kept?.state };
	if (kept) await noteDeed(home.dir, { who: actor.who, did: 'kept to the agreements', about, now });
	return kept?.what ?? null;
}

/** How often the day is looked at; agreements begin and end with days. */
const LOOK_MS = 5 * 60 * 1000;

/** Does `work` whenever another day has begun; ended by the answer's function. */
export function eachDay(work: () => Promise<unknown>, today = () => dayOf(new Date())): () => void {
	let last = today();
	const look = () => {
		if (today() === last) return;
		last = today();
		void work();
	};
	return everyFewMinutes(look);
}

/** Does `work` every few minutes; ended by the answer's function. */
export function everyFewMinutes(work: () => unknown): () => void {
	const timer = setInterval(work, LOOK_MS);
	timer.unref();
	return () => clearInterval(timer);
}
