import { aalenJohansen, type CauseStep } from './aalen-johansen';

/** People still watched when a time began, who of them left for each cause at it, and of how many no more than that is known. */
export interface WatchedStep extends CauseStep {
	censored: number;
}

/**
 * Some who left for a further cause may stand among the censored. Each is then taken to leave for the other causes as
 * those do who are still watched, so these causes' shares are too high. Returns for each time by how much at most, all
 * of them together, where no more than `most` of the censored left so (null: perhaps all of them).
 */
export function mostTooHigh(
	steps: readonly WatchedStep[],
	causes: readonly string[],
	most: number | null
): number[] {
	const staying = aalenJohansen(steps, causes).map((step) => step.staying.value);
	return steps.map((_, until) => highest(steps.slice(0, until + 1), staying, most));
}

/** What the censored of all steps add by the last one, if those left for the further cause who add most. */
function highest(steps: readonly WatchedStep[], staying: readonly number[], most: number | null): number {
	const last = staying[steps.length - 1] ?? 0;
	const adds = steps.map(({ at_risk, censored }, at) => {
		const still = staying[at] ?? 0;
		const share = (staying[at - 1] ?? 1) / at_risk;
		return { people: censored, each: censored === 0 || still === 0 ? 0 : share * (1 - last / still) };
	});
	let rest = most ?? Infinity;
	return adds
		.sort((one, other) => other.each - one.each)
		.reduce((sum, { people, each }) => {
			const taken = Math.min(people, rest);
			rest -= taken;
			return sum + taken * each;
		}, 0);
}
