/**
 * What the solver's worker thread runs, together with meet-demands.js and study-program.js: started from this very text, so that it survives every bundle.
 * It keeps one HiGHS model and passes small programmes to it one after the other, which was measured 5 to 10
 * times faster than a new model or the LP text format for each (0.05 ms for 7 columns, 0.6 ms for 210).
 *
 * @typedef {import('./program').LinearProgram} LinearProgram
 * @typedef {import('./program').Objective} Objective
 * @typedef {import('./program').Demand} Demand
 * @typedef {import('./program').Solution} Solution
 * @typedef {import('./program').Study} Study
 * @typedef {import('./program').StudyAsked} Asked
 * @typedef {{ id: number, program: LinearProgram, objectives?: Objective[], demands?: Demand[], study?: Asked,
 *   timeLimit: number, stop: Int32Array | null, progress: boolean }} Job
 */

/* global meetEach, studyProgram */

/** Above this many columns presolve pays; below, it costs more than the solve (measured). */
const PRESOLVE_FROM = 4000;

/** Primal simplex: the last answer stays feasible when only the objective changes (measured 3 to 10 times faster). */
const PRIMAL_SIMPLEX = 4;

/** Milliseconds after which answers that are ready are sent though the batch is not through. */
const SEND_AFTER = 20;

/** Milliseconds between two reports of how far a search is. */
const TELL_EVERY = 200;

/** @type {import('node:worker_threads').MessagePort} */
let port;
/** @type {import('highs').Highs} */
let highs;
/** @type {import('highs').RawModelApi} */
let model;

start();

async function start() {
	const { parentPort, workerData } = await import('node:worker_threads');
	if (parentPort === null) throw new Error('The solver runs in a worker thread');
	const { default: loadHighs } = await import(workerData.highs);
	port = parentPort;
	highs = await loadHighs();
	model = highs.raw.createModel();
	port.on('message', answerAll);
}

/** @param {Job[]} jobs */
function answerAll(jobs) {
	let ready = [];
	let since = performance.now();
	for (const job of jobs) {
		ready.push(answer(job));
		if (performance.now() - since < SEND_AFTER) continue;
		port.postMessage({ answers: ready });
		ready = [];
		since = performance.now();
	}
	if (ready.length > 0) port.postMessage({ answers: ready });
}

/** @param {Job} job */
function answer(job) {
	try {
		return { id: job.id, solutions: isStopped(job) ? null : solve(job) };
	} catch (error) {
		return { id: job.id, error: error instanceof Error ? error.message : String(error) };
	}
}

/** @param {Job} job */
function isStopped(job) {
	return job.stop !== null && Atomics.load(job.stop, 0) === 1;
}

/** @param {Job} job */
function solve(job) {
	const watched = job.stop !== null || job.progress;
	const shared = model;
	if (watched) model = highs.raw.createModel();
	try {
		prepare(job);
		if (watched) listen(job);
		if (job.demands) return meetEach(job, job.demands, { model, check, run, isStopped });
		if (job.study) return [studyProgram(job, job.study, { model, check, run, valueOf, isStopped })];
		return job.objectives ? solveEach(job, job.objectives) : [run(job)];
	} finally {
		if (watched) model.dispose();
		model = shared;
	}
}

/** @param {Job} job */
function prepare({ program, study, timeLimit }) {
	const isPrimal = study?.method === 'simplex' && !program.whole;
	const isSmall = program.costs.length <= PRESOLVE_FROM && !program.whole;
	const presolve = isPrimal || isSmall ? 'off' : 'choose';
	check(model.clear());
	check(model.setOptionValue('output_flag', false));
	check(model.setOptionValue('presolve', presolve));
	check(model.setOptionValue('time_limit', timeLimit));
	if (isPrimal) check(model.setOptionValue('simplex_strategy', PRIMAL_SIMPLEX));
	if (study?.method === 'interior-point') check(model.setOptionValue('solver', 'ipm'));
	if (study) check(model.setOptionValue('mip_rel_gap', study.gap));
	check(model.passModel(modelOf(program)));
}

/** @param {LinearProgram} program */
function modelOf(program) {
	const { costs, lower, upper, rowLower, rowUpper, starts, columns, coefficients } = program;
	const size = { numCols: costs.length, numRows: rowLower.length };
	return {
		...size,
		sense: senseOf(program.sense),
		colCost: costs,
		colLower: lower,
		colUpper: upper,
		rowLower,
		rowUpper,
		matrix: { ...size, format: /** @type {const} */ ('csr'), starts, indices: columns, values: coefficients },
		...(program.whole ? { integrality: Int32Array.from(program.whole) } : {})
	};
}

/** @param {'minimize' | 'maximize'} sense */
function senseOf(sense) {
	return highs.constants.objectiveSense[sense];
}

/**
 * Asks every objective of the same rows; each run starts from the basis of the one before.
 * @param {Job} job
 * @param {Objective[]} objectives
 */
function solveEach(job, objectives) {
	/** @type {Solution[]} */
	const solutions = [];
	check(model.setOptionValue('simplex_strategy', PRIMAL_SIMPLEX));
	const every = /** @type {const} */ ({ kind: 'range', from: 0, to: job.program.costs.length - 1 });
	const costs = new Float64Array(job.program.costs.length);
	for (const { sense, terms } of objectives) {
		costs.fill(0);
		for (const [column, cost] of terms) costs[column] = cost;
		check(model.changeColsCost(every, costs));
		check(model.changeObjectiveSense(senseOf(sense)));
		solutions.push(run(job));
		if (isStopped(job)) return null;
	}
	return solutions;
}

/**
 * Looks at the stop flag, and tells how far the search is, at each of the solver's own checkpoints.
 * @param {Job} job
 */
function listen({ id, stop, progress, study }) {
	const { simplexInterrupt, ipmInterrupt, mipInterrupt } = highs.constants.callbackType;
	const begun = performance.now();
	let told = begun;
	check(
		model.setCallback((event) => {
			if (stop !== null && Atomics.load(stop, 0) === 1 && 'interrupt' in event) event.interrupt();
			const isSearch = event.type === mipInterrupt;
			if (!progress || !(isSearch || study) || performance.now() - told < TELL_EVERY) return;
			told = performance.now();
			const seconds = (told - begun) / 1000;
			port.postMessage({ id, progress: { seconds, ...(isSearch ? searchOf(event.data) : UNSEARCHED) } });
		})
	);
	for (const checkpoint of [simplexInterrupt, ipmInterrupt, mipInterrupt])
		check(model.startCallback(checkpoint));
}

/** A linear programme under way has no incumbent and no bound to tell. */
const UNSEARCHED = { nodes: 0, incumbent: NaN, bound: NaN };

/** @param {import('highs').CallbackData} data */
function searchOf(data) {
	return {
		nodes: Number(data.mip_node_count ?? 0),
		incumbent: data.mip_primal_bound ?? NaN,
		bound: data.mip_dual_bound ?? NaN
	};
}

/**
 * @param {Job} job
 * @returns {Solution}
 */
function run({ program }) {
	check(model.zeroAllClocks());
	check(model.run());
	const status = readStatus() ?? readAnew() ?? 'undecided';
	const hasPoint = infoOf('primal_solution_status') === highs.constants.solutionStatus.feasible;
	const solution =
		hasPoint && status !== 'unbounded' && status !== 'undecided' ? valueOf(model.getSolution()) : null;
	const objective = solution === null ? NaN : model.getObjectiveValue();
	return {
		status,
		objective,
		values: solution?.colValue ?? null,
		rowDuals: (status === 'optimal' && !program.whole && solution?.rowDual) || null,
		bound: program.whole ? infoOf('mip_dual_bound') : objective
	};
}

/** @returns {Solution['status'] | null} null where the solver ended without an answer */
function readStatus() {
	const code = model.getModelStatus();
	const known = highs.constants.modelStatus;
	if (code === known.optimal || code === known.empty) return 'optimal';
	if (code === known.infeasible) return 'infeasible';
	if (code === known.unbounded) return 'unbounded';
	if (code === known.timeLimit || code === known.interrupted) return 'time_limit';
	return code === known.unboundedOrInfeasible ? readAnew('off') : null;
}

/** Asks again from nothing: the last answer may be a bad start, and presolve may leave open what is infeasible. */
function readAnew(presolve = 'choose') {
	check(model.setOptionValue('presolve', presolve));
	check(model.clearSolver());
	check(model.run());
	return readStatus();
}

/** @param {string} name */
function infoOf(name) {
	return Number(valueOf(model.getInfoValue(name)));
}

/**
 * @template T
 * @param {import('highs').RawResult<T>} result
 * @returns {T}
 */
function valueOf(result) {
	if (!('value' in result)) throw new Error('The solver has no answer to give');
	return /** @type {T} */ (result.value);
}

/** @param {import('highs').RawStatus} status */
function check(status) {
	if (Number(status) === highs.constants.status.error) throw new Error('The solver refused the programme');
}
