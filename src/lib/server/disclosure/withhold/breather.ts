/** Milliseconds that a long piece of work may hold the thread on which pages are served. */
const HELD = 12;

/** Gives a function that, called between steps, lets others have the thread once it was held long enough. */
export function breather(): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < HELD) return;
		await new Promise((resolve) => setImmediate(resolve));
		since = performance.now();
	};
}
