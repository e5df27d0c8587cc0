import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { LinearProgram, Objective, Solution, SolveOptions, SolveProgress } from './program';
import source from './worker.js?raw';

interface Job {
	id: number;
	program: LinearProgram;
	objectives: Objective[] | null;
	timeLimit: number;
	stop: Int32Array | null;
	progress: boolean;
}

interface Pending {
	resolve: (solutions: Solution[]) => void;
	reject: (reason: unknown) => void;
	options: SolveOptions;
	stopListening: () => void;
}

type Answer = { id: number; solutions: Solution[] | null } | { id: number; error: string };
type Message = { answers: Answer[] } | { id: number; progress: SolveProgress };

/** Seconds a solve may take when the caller does not say. */
const TIME_LIMIT = 60;

let worker: Worker | null = null;
let outbox: Job[] = [];
let nextId = 1;
const pending = new Map<number, Pending>();

/** Sends a programme to the one worker thread; what is asked in one turn of the event loop travels as one message. */
export function askWorker(
	program: LinearProgram,
	objectives: Objective[] | null,
	options: SolveOptions
): Promise<Solution[]> {
	if (options.signal?.aborted) return Promise.reject(options.signal.reason);
	const stop = options.signal ? new Int32Array(new SharedArrayBuffer(4)) : null;
	const id = nextId++;
	const timeLimit = options.timeLimit ?? TIME_LIMIT;
	return new Promise((resolve, reject) => {
		const stopListening = onAbort(options.signal, () => abort(id, stop));
		pending.set(id, { resolve, reject, options, stopListening });
		post({ id, program, objectives, timeLimit, stop, progress: options.onProgress !== undefined });
	});
}

function onAbort(signal: AbortSignal | undefined, abortJob: () => void): () => void {
	if (!signal) return () => undefined;
	signal.addEventListener('abort', abortJob, { once: true });
	return () => signal.removeEventListener('abort', abortJob);
}

function abort(id: number, stop: Int32Array | null): void {
	if (stop) Atomics.store(stop, 0, 1);
	const asked = take(id);
	asked?.reject(asked.options.signal?.reason);
}

function post(job: Job): void {
	if (outbox.push(job) === 1) queueMicrotask(flush);
}

function flush(): void {
	worker ??= startWorker();
	worker.ref();
	worker.postMessage(outbox);
	outbox = [];
}

function startWorker(): Worker {
	const highs = pathToFileURL(createRequire(import.meta.url).resolve('highs')).href;
	const started = new Worker(source, { eval: true, workerData: { highs }, name: 'solver' });
	started.on('message', receive);
	started.on('error', (error) => fail(started, error));
	started.on('exit', () => fail(started, new Error('The solver stopped unexpectedly')));
	return started;
}

/** Whatever was asked of a worker that died is refused; the next question starts a new one. */
function fail(dead: Worker, error: unknown): void {
	if (worker !== dead) return;
	worker = null;
	for (const id of [...pending.keys()]) take(id)?.reject(error);
}

function receive(message: Message): void {
	if ('progress' in message) pending.get(message.id)?.options.onProgress?.(message.progress);
	else message.answers.forEach(settle);
	if (pending.size === 0) worker?.unref();
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
