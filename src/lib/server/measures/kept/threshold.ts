import { agreements } from '$lib/server/agreements';
import { unlessWritten, type Warehouse } from '$lib/server/warehouse';
import { stateFacts } from '../counting/state-facts';
import { keptThresholds, type Policy } from './kept-store';

/**
 * The policy under which a state is shown: the largest threshold of the settings and of the agreements of the partners
 * whose exports stand in it. An older state keeps the one that its tables were kept under, so that what was cited stays.
 */
export async function policyFor<Settings extends Policy>(
	w: Warehouse,
	state: number,
	settings: Settings
): Promise<Settings> {
	const threshold = await agreedThreshold(w, state, settings.threshold);
	if (state >= w.latest()) return { ...settings, threshold };
	const kept = await unlessWritten(w, `thresholds ${state}`, () => keptThresholds(w, state));
	return { ...settings, threshold: kept.includes(threshold) ? threshold : (kept[0] ?? threshold) };
}

/** The smallest count that is shown of the latest state. */
export async function thresholdInForce(w: Warehouse, settings: Policy): Promise<number> {
	return (await policyFor(w, w.latest(), settings)).threshold;
}

/** Whether tables of the latest state were kept under another threshold than the one that holds now: it needs a state of its own. */
export async function thresholdChange(
	w: Warehouse,
	settings: Policy
): Promise<{ was: number; is: number } | null> {
	const is = await thresholdInForce(w, settings);
	const [was] = await keptThresholds(w, w.latest());
	return was === undefined || was === is ? null : { was, is };
}

async function agreedThreshold(w: Warehouse, state: number, least: number): Promise<number> {
	const agreed = agreements(w.home).filter(({ agreement }) => (agreement?.threshold ?? 0) > least);
	if (agreed.length === 0 || state === 0) return least;
	const { partners } = await stateFacts(w, state);
	const present = new Set(partners.map(({ partner }) => partner));
	const thresholds = agreed.flatMap(({ partner, agreement }) =>
		present.has(partner) ? (agreement?.threshold ?? []) : []
	);
	return Math.max(least, ...thresholds);
}
