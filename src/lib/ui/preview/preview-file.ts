import { noLines, PREVIEW_BYTES, type FirstLines } from './first-lines';

/** Looks at the first lines of a file in a worker of its own, so that the page never waits. */
export function previewFile(file: File): Promise<FirstLines> {
	const worker = new Worker(new URL('./preview.worker.ts', import.meta.url), { type: 'module' });
	return new Promise<FirstLines>((resolve) => {
		worker.onmessage = (message: MessageEvent<FirstLines>) => resolve(message.data);
		worker.onerror = () => resolve(noLines('unreadable'));
		worker.postMessage(file.slice(0, PREVIEW_BYTES));
	}).finally(() => worker.terminate());
}
