import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type {
	Demand,
	LinearProgram,
	Objective,
	Solution,
	SolveOptions,
	SolveProgress,
	Study,
	StudyAsked
} from './program';
import demands from './meet-demands.js?raw';
import studyProgram from './study-program.js?raw';
import questions from './worker.js?raw';

/** A programme, and what is asked of it beside its own objective. */
interface Asked {
	program: LinearProgram;
	objectives?: Objective[];
	demands?: Demand[];
	study?: StudyAsked;
}

/** The one answer to a study has what it was asked beside. */
type Answered = Solution & Partial<Study>;

interface Job extends Asked {
	id: number;
	timeLimit: number;
	stop: Int32Array | null;
	progress: boolean;
}

interface Pending {
	resolve: (solutions: Answered[]) => void;
	reject: (reason: unknown) => void;
	options: SolveOptions;
	stopListening: () => void;
}

type Answer = { id: number; solutions: Answered[] | null } | { id: number; error: string };
type Message = { answers: Answer[] } | { id: number; progress: SolveProgress };

/** Seconds a solve may take when the caller does not say. */
const TIME_LIMIT = 60;

/** More would leave no processor for those who read. */
const MOST_WORKERS = 2;

/** One thread for studies, which may take a minute; small questions must not stand behind them. */
const MOST_STUDYING = 1;

/** Milliseconds that an aborted study has to stop by itself. */
const GRACE = 400;

/** A worker thread, what it is for, and what it was asked. */
interface Place {
	worker: Worker;
	studies: boolean;
	asked: Map<number, Job>;
}

let places: Place[] = [];
let outbox: Job[] = [];
let nextId = 1;
const pending = new Map<number, Pending>();

/** Sends a programme to the worker thread with the least to do; what is asked in one turn of the event loop travels together. */
export function askWorker(asked: Asked, options: SolveOptions): Promise<Answered[]> {
	if (options.signal?.aborted) return Promise.reject(options.signal.reason);
	const stop = options.signal ? new Int32Array(new SharedArrayBuffer(4)) : null;
	const id = nextId++;
	const timeLimit = options.timeLimit ?? TIME_LIMIT;
	return new Promise((resolve, reject) => {
		const stopListening = onAbort(options.signal, () => abort(id, stop));
		pending.set(id, { resolve, reject, options, stopListening });
		post({ ...asked, id, timeLimit, stop, progress: options.onProgress !== undefined });
	});
}

function onAbort(signal: AbortSignal | undefined, abortJob: () => void): () => void {
	if (!signal) return () => undefined;
	signal.addEventListener('abort', abortJob, { once: true });
	return () => signal.removeEventListener('abort', abortJob);
}

function abort(id: number, stop: Int32Array | null): void {
	if (stop) Atomics.store(stop, 0, 1);
	const studying = places.find((place) => place.studies && place.asked.keys().next().value === id);
	if (studying) setTimeout(() => endLate(studying, id), GRACE).unref();
	const asked = take(id);
	asked?.reject(asked.options.signal?.reason);
}

/** Presolve and crossover never look at the flag; their thread ends, and what waited there begins in a new one. */
function endLate(place: Place, id: number): void {
	if (!place.asked.delete(id)) return;
	places = places.filter((other) => other !== place);
	const waiting = [...place.asked.values()];
	place.asked.clear();
	void place.worker.terminate();
	for (const job of waiting) if (pending.has(job.id)) post(job);
}

function post(job: Job): void {
	if (outbox.push(job) === 1) queueMicrotask(flush);
}

function flush(): void {
	const shares = new Map<Place, Job[]>();
	for (const job of outbox) {
		const place = leastBusy(job.study !== undefined);
		place.asked.set(job.id, job);
		shares.set(place, [...(shares.get(place) ?? []), job]);
	}
	outbox = [];
	for (const [{ worker }, jobs] of shares) {
		worker.ref();
		worker.postMessage(jobs);
	}
}

function leastBusy(studies: boolean): Place {
	const own = places.filter((place) => place.studies === studies);
	const idle = own.find(({ asked }) => asked.size === 0);
	if (idle) return idle;
	const most = studies ? MOST_STUDYING : Math.min(MOST_WORKERS, availableParallelism());
	if (own.length < most) return startWorker(studies);
	return own.reduce((one, other) => (other.asked.size < one.asked.size ? other : one));
}

function startWorker(studies: boolean): Place {
	const highs = pathToFileURL(createRequire(import.meta.url).resolve('highs')).href;
	const worker = new Worker(`${demands}\n${studyProgram}\n${questions}`, {
		eval: true,
		workerData: { highs },
		name: 'solver'
	});
	const place: Place = { worker, studies, asked: new Map() };
	places.push(place);
	worker.on('message', (message: Message) => receive(place, message));
	worker.on('error', (error) => fail(place, error));
	worker.on('exit', () => fail(place, new Error('The solver stopped unexpectedly')));
	return place;
}

/** Whatever was asked of a worker that died is refused; the next question starts a new one. */
function fail(dead: Place, error: unknown): void {
	places = places.filter((place) => place !== dead);
	for (const id of dead.asked.keys()) take(id)?.reject(error);
}

function receive(place: Place, message: Message): void {
	if ('progress' in message) {
		pending.get(message.id)?.options.onProgress?.(message.progress);
		return;
	}
	for (const answer of message.answers) {
		place.asked.delete(answer.id);
		settle(answer);
	}
	if (place.asked.size === 0) place.worker.unref();
}

function settle(answer: Answer): void {
	const asked = take(answer.id);
	if ('error' in answer) asked?.reject(new Error(answer.error));
	else if (answer.solutions) asked?.resolve(answer.solutions);
	else asked?.reject(asked.options.signal?.reason);
}

function take(id: number): Pending | undefined {
	const asked = pending.get(id);
	pending.delete(id);
	asked?.stopListening();
	return asked;
}
