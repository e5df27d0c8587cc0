/**
 * The part of the solver's worker thread that meets demands; stands in one text with worker.js, which calls it and declares its types.
 *
 * @typedef {{
 *   model: import('highs').RawModelApi,
 *   check: (status: import('highs').RawStatus) => void,
 *   run: (job: Job) => Solution,
 *   isStopped: (job: Job) => boolean
 * }} Hands
 */

/**
 * Meets each demand as cheaply as it can be; columns that an answer moved off zero cost nothing from then on.
 * @param {Job} job
 * @param {Demand[]} demands
 * @param {Hands} hands
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- worker.js calls it
function meetEach(job, demands, hands) {
	const near = 1e-6;
	/** @type {Solution} */
	const spared = { status: 'spared', objective: NaN, values: null, rowDuals: null, bound: NaN };
	/** @type {Solution[]} */
	const solutions = [];
	const costs = job.program.costs.slice();
	hands.check(hands.model.setOptionValue('presolve', 'off'));
	for (const demand of demands) {
		const solution = isMet(demand) ? spared : meet(demand);
		solutions.push(solution);
		solution.values?.forEach((value, column) => {
			if (costs[column] === 0 || Math.abs(value) < near) return;
			costs[column] = 0;
			hands.check(hands.model.changeColCost(column, 0));
		});
		if (hands.isStopped(job)) return null;
	}
	return solutions;

	/** @param {Demand} demand */
	function isMet({ column, spans }) {
		return solutions.some(({ values }) => {
			const value = values?.[column] ?? NaN;
			return spans.some(({ low, high }) => value > low - near && value < high + near);
		});
	}

	/**
	 * @param {Demand} demand
	 * @returns {Solution}
	 */
	function meet({ column, spans }) {
		const lower = job.program.lower[column] ?? 0;
		const upper = job.program.upper[column] ?? Infinity;
		/** @type {Solution} */
		let solution = { ...spared, status: 'infeasible' };
		for (const { low, high } of spans) {
			if (Math.max(lower, low) > Math.min(upper, high)) continue;
			hands.check(hands.model.changeColBounds(column, Math.max(lower, low), Math.min(upper, high)));
			solution = hands.run(job);
			if (solution.status === 'optimal') break;
		}
		hands.check(hands.model.changeColBounds(column, lower, upper));
		return solution;
	}
}
