/**
 * The part of the solver's worker thread that studies a large programme; stands in one text with worker.js, which calls it and declares its types.
 *
 * @typedef {import('./program').Step} Step
 * @typedef {{
 *   model: import('highs').RawModelApi,
 *   check: (status: import('highs').RawStatus) => void,
 *   run: (job: Job) => Solution,
 *   valueOf: <T>(result: import('highs').RawResult<T>) => T,
 *   isStopped: (job: Job) => boolean
 * }} StudyHands
 */

/**
 * Solves, then asks what each step is worth. A multiplier is right for a step when the basis stays feasible along it;
 * where it does not, at a corner, the bounds are moved a little and the multipliers there are taken.
 * @param {Job} job
 * @param {Asked} asked
 * @param {StudyHands} hands
 * @returns {Study}
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- worker.js calls it
function studyProgram(job, { steps, stepSeconds }, hands) {
	const { model, check, run, valueOf } = hands;
	const { rowLower, rowUpper, lower, upper } = job.program;
	const [small, touching, noise] = [1e-3, 1e-6, 1e-9];
	const solution = run(job);
	if (!solution.rowDuals || steps.length === 0) return { ...solution, gains: null, oneSided: false };
	const gains = Float64Array.from(steps, (step) => worthOf(step, solution.rowDuals));
	const worth = steps.map((_, at) => at).filter((at) => (gains[at] ?? 0) > noise);
	const oneSided = worth.length === 0 || lookAfter();
	return { ...solution, gains, oneSided };

	/**
	 * @param {Step} step
	 * @param {Float64Array | null} duals
	 */
	function worthOf({ rows, amounts }, duals) {
		return amounts.reduce((sum, amount, i) => sum + amount * (duals?.[rows[i] ?? 0] ?? 0), 0);
	}

	function lookAfter() {
		const until = performance.now() + stepSeconds * 1000;
		const basis = valueOf(model.getBasis());
		check(model.setOptionValue('solver', 'simplex'));
		check(model.setOptionValue('presolve', 'off'));
		const blocked = findBlocked(until);
		if (blocked === null) return false;
		for (const at of blocked) {
			if (performance.now() > until || hands.isStopped(job)) return false;
			check(model.setBasis(basis));
			const moved = move(/** @type {Step} */ (steps[at]), small);
			if (moved.status === 'optimal') gains[at] = worthOf(/** @type {Step} */ (steps[at]), moved.rowDuals);
			move(/** @type {Step} */ (steps[at]), 0);
		}
		return true;
	}

	/**
	 * @param {Step} step
	 * @param {number} by
	 * @returns {Solution}
	 */
	function move({ rows, amounts }, by) {
		rows.forEach((row, i) => {
			const bound = (rowUpper[row] ?? 0) + by * (amounts[i] ?? 0);
			check(model.changeRowBounds(row, rowLower[row] ?? 0, bound));
		});
		return by === 0 ? solution : run(job);
	}

	/**
	 * The steps along which the basis would leave its bounds at once; null when time ran out.
	 * @param {number} until
	 */
	function findBlocked(until) {
		const found = [];
		const basics = valueOf(model.getBasicVariables());
		const { colValue, rowValue } = valueOf(model.getSolution());
		for (const at of worth) {
			if (performance.now() > until || hands.isStopped(job)) return null;
			const change = new Float64Array(rowLower.length);
			const { rows, amounts } = /** @type {Step} */ (steps[at]);
			rows.forEach((row, i) => (change[row] = amounts[i] ?? 0));
			const solved = model.getBasisSolve(change);
			if (!('value' in solved)) return worth;
			if (basics.some((basic, i) => leaves(basic, Number(solved.value[i] ?? 0)))) found.push(at);
		}
		return found;

		/**
		 * @param {number} basic
		 * @param {number} along
		 */
		function leaves(basic, along) {
			if (Math.abs(along) < noise) return false;
			const row = -basic - 1;
			const isColumn = basic >= 0;
			const value = (isColumn ? colValue[basic] : rowValue[row]) ?? 0;
			const least = (isColumn ? lower[basic] : rowLower[row]) ?? -Infinity;
			const most = (isColumn ? upper[basic] : rowUpper[row]) ?? Infinity;
			const direction = isColumn ? along : -along;
			const room = touching * Math.max(1, Math.abs(value));
			return direction < 0 ? value - least < room : most - value < room;
		}
	}
}
