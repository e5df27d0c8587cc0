import { randomUUID } from 'node:crypto';
import { Refusal, type Actor, type SubmissionClaim } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { loadAll } from '../load';
import type { FileSource, LoadedFile, LoadOptions, LoadStage } from '../loaded-file';
import { discardUncounted } from './discard-uncounted';

/** How a loading stands, for whoever watches it. */
export interface LoadingView {
	id: string;
	/** Who sent it and whose files they are. */
	who: string;
	partner: string;
	phase: 'waiting' | 'working' | 'done' | 'cancelled' | 'failed';
	/** Loadings that are worked on before it. */
	ahead: number;
	files: { name: string; stage: LoadStage | 'waiting' | 'done'; share: number | null }[];
	/** What came of the files, once it is done. */
	results: LoadedFile[];
	/** Why it failed. */
	refusal: { message: string; hint: string } | null;
}

/** A loading that was begun: its id, and when it has come to an end, however it did. */
export interface Begun {
	id: string;
	ended: Promise<LoadingView>;
}

interface Loading {
	view: LoadingView;
	stop: AbortController;
	listeners: Set<(view: LoadingView) => void>;
}

/** Ended loadings that can still be looked up; a page may be closed and found again. */
const REMEMBERED = 50;

interface Queue {
	loadings: Map<string, Loading>;
	tail: Promise<unknown>;
}

const queues = new WeakMap<Warehouse, Queue>();

/** Puts files in the queue of a home: one loading is worked on at a time, in the order in which they came. */
export function beginLoading(
	w: Warehouse,
	files: FileSource[],
	{ claim, options }: { claim: SubmissionClaim; options: Omit<LoadOptions, 'signal' | 'progress'> }
): Begun {
	const queue = queueOf(w);
	const loading = newLoading(queue, files, { claim, actor: options.actor });
	const ended = queue.tail.then(() => work(w, loading, { files, claim, options }));
	queue.tail = ended.catch(() => undefined);
	return { id: loading.view.id, ended };
}

/** How a loading stands; nothing when there is none of that id (any more). */
export function loadingOf(w: Warehouse, id: string): LoadingView | null {
	const queue = queueOf(w);
	const loading = queue.loadings.get(id);
	return loading ? seen(queue, loading) : null;
}

/** Loadings that wait or are worked on, in their order. */
export function openLoadings(w: Warehouse): LoadingView[] {
	const queue = queueOf(w);
	return [...queue.loadings.values()].map((loading) => seen(queue, loading)).filter(isOpen);
}

/** Tells of each change of a loading until it ends or the returned function is called. */
export function watchLoading(w: Warehouse, id: string, told: (view: LoadingView) => void): () => void {
	const queue = queueOf(w);
	const loading = queue.loadings.get(id);
	const listen = () => loading && told(seen(queue, loading));
	loading?.listeners.add(listen);
	return () => loading?.listeners.delete(listen);
}

/** Stops a loading; what it had made by then is removed. Nothing happens to one that has ended. */
export function cancelLoading(w: Warehouse, id: string): void {
	queueOf(w)
		.loadings.get(id)
		?.stop.abort(new Refusal('cancelled', 'The loading was cancelled.', 'Nothing of it was kept.'));
}

function isOpen({ phase }: LoadingView): boolean {
	return phase === 'waiting' || phase === 'working';
}

function queueOf(w: Warehouse): Queue {
	const queue = queues.get(w) ?? { loadings: new Map<string, Loading>(), tail: Promise.resolve() };
	queues.set(w, queue);
	return queue;
}

function seen(queue: Queue, { view }: Loading): LoadingView {
	const all = [...queue.loadings.values()];
	const before = all.slice(
		0,
		all.findIndex((one) => one.view.id === view.id)
	);
	return { ...view, ahead: before.filter((one) => isOpen(one.view)).length };
}

function newLoading(
	queue: Queue,
	files: FileSource[],
	{ claim, actor }: { claim: SubmissionClaim; actor: Actor }
): Loading {
	const view: LoadingView = {
		id: randomUUID(),
		who: actor.who,
		partner: claim.partner,
		phase: 'waiting',
		ahead: 0,
		files: files.map(({ name }) => ({ name, stage: 'waiting', share: null })),
		results: [],
		refusal: null
	};
	const loading = { view, stop: new AbortController(), listeners: new Set<() => void>() };
	queue.loadings.set(view.id, loading);
	const ended = [...queue.loadings.values()].filter((one) => !isOpen(one.view));
	for (const one of ended.slice(0, Math.max(0, ended.length - REMEMBERED)))
		queue.loadings.delete(one.view.id);
	return loading;
}

interface Work {
	files: FileSource[];
	claim: SubmissionClaim;
	options: Omit<LoadOptions, 'signal' | 'progress'>;
}

async function work(w: Warehouse, loading: Loading, { files, claim, options }: Work): Promise<LoadingView> {
	const { signal } = loading.stop;
	const results: LoadedFile[] = [];
	try {
		for (const [at, file] of files.entries()) {
			signal.throwIfAborted();
			const progress = (stage: LoadStage, _: string, share?: number) =>
				moved(loading, at, { stage, share: share ?? null });
			results.push(...(await loadAll(w, file, claim, { ...options, signal, progress })));
			moved(loading, at, { stage: 'done', share: null });
		}
		change(loading, { phase: 'done', results });
	} catch (error) {
		if (!signal.aborted) {
			change(loading, { phase: 'failed', results, refusal: sentence(error) });
			if (!(error instanceof Refusal)) throw error;
		} else {
			await takeBack(w, options.now);
			change(loading, { phase: 'cancelled', results: [] });
		}
	}
	return loading.view;
}

/** What a cancelled loading had made bears the time of its receipt; what was there before, or others send meanwhile, stays. */
async function takeBack(w: Warehouse, received: Date): Promise<void> {
	const made = await w.read<{ submission_id: string }>(
		'SELECT submission_id FROM main.submissions WHERE received_at = $1',
		[received.toISOString()]
	);
	for (const { submission_id } of made) await discardUncounted(w, submission_id);
}

function sentence(error: unknown): LoadingView['refusal'] {
	if (error instanceof Refusal) return { message: error.message, hint: error.hint };
	return {
		message: 'Braidwork failed at this. Nothing half done was kept.',
		hint: 'Try again; if it fails again, tell the operator.'
	};
}

function moved(loading: Loading, at: number, to: { stage: LoadStage | 'done'; share: number | null }): void {
	const files = loading.view.files.map((file, place) => (place === at ? { ...file, ...to } : file));
	change(loading, { phase: 'working', files });
}

function change(loading: Loading, to: Partial<LoadingView>): void {
	loading.view = { ...loading.view, ...to };
	for (const listener of loading.listeners) listener(loading.view);
}
