import { existsSync, readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

const TASKS = '/proc/self/task';

/** A third of the weight of a thread that nobody has asked to wait (sched(7): 335 to 1024). */
const AFTER_ANSWERS = 5;

/**
 * Lets every other thread of this process wait for the one that answers visitors when the processors are all busy: those
 * of the database, which a large file keeps at work, above all. Only Linux knows threads by priority; elsewhere nothing
 * is changed.
 */
export function putAnswersFirst(): void {
	if (process.platform !== 'linux' || !existsSync(TASKS)) return;
	for (const task of readdirSync(TASKS)
		.map(Number)
		.filter((id) => id !== process.pid))
		yieldTo(task);
}

/** A thread may have ended since it was listed, and a container may forbid it: then it stays as it is. */
function yieldTo(task: number): void {
	try {
		setPriority(task, AFTER_ANSWERS);
	} catch {
		return;
	}
}
