/** Work that is done again and again, and how it ended the last time. */
export interface Watched {
	/** Does it; whether it succeeded. A failure is not thrown. */
	run(): Promise<boolean>;
	/** Under which id the last failure was written down; nothing once it has succeeded again. */
	fault(): string | null;
}

/**
 * Runs `work` once at a time. Whoever asks while it runs shares one more run after it, because what it works on may
 * have changed since it began. `noted` writes a failure down and says under which id, or that it is none.
 */
export function watched(work: () => Promise<unknown>, noted: (fault: unknown) => string | null): Watched {
	let last: string | null = null;
	const attempt = () =>
		work().then(
			() => {
				last = null;
				return true;
			},
			(fault: unknown) => {
				last = noted(fault);
				return false;
			}
		);
	return { run: onceAtATime(attempt), fault: () => last };
}

function onceAtATime<T>(work: () => Promise<T>): () => Promise<T> {
	let running: Promise<T> | null = null;
	let next: Promise<T> | null = null;
	const begin = () => (running = work().finally(() => (running = null)));
	const after = (current: Promise<T>) => current.finally(() => (next = null)).then(begin, begin);
	return () => (running ? (next ??= after(running)) : begin());
}
