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

/** A gain, or a change along a step, below this is rounding. */
const STUDY_NOISE = 1e-9;

/** A basic column this near to its bound stands at it. */
const TOUCHING = 1e-6;

/** How far bounds are moved where the multipliers cannot be trusted. */
const SMALL_STEP = 1e-3;

/**
 * Solves, then asks what each step is worth. A multiplier is right for a step when the basis stays feasible along it;
 * where it does not, at a corner, the bounds are moved a little and the multipliers there are taken.
 * @param {Job} job
 * @param {Asked} asked
 * @param {StudyHands} hands
 * @returns {Study}
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- worker.js calls it
function studyProgram(job, { steps, stepSeconds, lookAfter, start }, hands) {
	if (start) hands.check(hands.model.setSparseSolution({ indices: start.columns, values: start.values }));
	const solution = hands.run(job);
	const { rowDuals } = solution;
	if (rowDuals === null || steps.length === 0) return { ...solution, gains: null, lookedAfter: 0 };
	const gains = Float64Array.from(steps, (step) => worthOf(step, rowDuals));
	const until = performance.now() + stepSeconds * 1000;
	const isLate = () => performance.now() > until || hands.isStopped(job);
	const some = steps.slice(0, lookAfter);
	const isSettled = some.every((_, at) => (gains[at] ?? 0) <= STUDY_NOISE);
	const isDone = isSettled || setRight(job, { steps: some, gains, isLate, hands });
	return { ...solution, gains, lookedAfter: isDone ? some.length : 0 };
}

/**
 * @param {Step} step
 * @param {Float64Array} duals
 */
function worthOf({ rows, amounts }, duals) {
	return amounts.reduce((sum, amount, i) => sum + amount * (duals[rows[i] ?? 0] ?? 0), 0);
}

/**
 * Sets right the gains of steps that leave their corner at once; false when time ran out.
 * @param {Job} job
 * @param {{ steps: Step[], gains: Float64Array, isLate: () => boolean, hands: StudyHands }} asked
 */
function setRight(job, { steps, gains, isLate, hands }) {
	const { model, check, run, valueOf } = hands;
	const { rowLower, rowUpper } = job.program;
	const basis = valueOf(model.getBasis());
	const leaves = cornerOf(job, hands);
	const blocked = [];
	for (const [at, step] of steps.entries()) {
		if (isLate()) return false;
		if ((gains[at] ?? 0) > STUDY_NOISE && leaves(step)) blocked.push({ at, step });
	}
	check(model.setOptionValue('solver', 'simplex'));
	check(model.setOptionValue('presolve', 'off'));
	check(model.setOptionValue('simplex_strategy', 1));
	for (const { at, step } of blocked) {
		if (isLate()) return false;
		check(model.setBasis(basis));
		move(step, step.move ?? SMALL_STEP);
		const { rowDuals } = run(job);
		if (rowDuals) gains[at] = worthOf(step, rowDuals);
		move(step, 0);
	}
	return true;

	/**
	 * @param {Step} step
	 * @param {number} by
	 */
	function move({ rows, amounts }, by) {
		rows.forEach((row, i) => {
			const bound = (rowUpper[row] ?? 0) + by * (amounts[i] ?? 0);
			check(model.changeRowBounds(row, rowLower[row] ?? 0, bound));
		});
	}
}

/**
 * Tells of a step whether some basic column or row would leave its bounds at once.
 * @param {Job} job
 * @param {StudyHands} hands
 * @returns {(step: Step) => boolean}
 */
function cornerOf({ program }, { model, valueOf }) {
	const { lower, upper, rowLower, rowUpper } = program;
	const basics = valueOf(model.getBasicVariables());
	const { colValue, rowValue } = valueOf(model.getSolution());
	return ({ rows, amounts }) => {
		const asked = new Float64Array(rowLower.length);
		rows.forEach((row, i) => (asked[row] = amounts[i] ?? 0));
		const solved = model.getBasisSolve(asked);
		if (!('value' in solved) || !solved.value) return true;
		const along = solved.value.values;
		return basics.some(
			(basic, i) => Math.abs(along[i] ?? 0) > STUDY_NOISE && isLeaving(basic, along[i] ?? 0)
		);
	};

	/**
	 * @param {number} basic a column, or -1 - row
	 * @param {number} change
	 */
	function isLeaving(basic, change) {
		const isColumn = basic >= 0;
		const row = -basic - 1;
		const value = (isColumn ? colValue[basic] : rowValue[row]) ?? 0;
		const least = (isColumn ? lower[basic] : rowLower[row]) ?? -Infinity;
		const most = (isColumn ? upper[basic] : rowUpper[row]) ?? Infinity;
		const room = TOUCHING * Math.max(1, Math.abs(value));
		const isDown = (isColumn ? change : -change) < 0;
		return isDown ? value - least < room : most - value < room;
	}
}
