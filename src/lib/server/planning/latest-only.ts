import { Refusal } from '$lib/domain';

const running = new Map<string, AbortController>();

/**
 * Does one piece of work at a time for each person: what they ask anew takes the place of what is still running, as a
 * slider that moves on does. The work is told to stop when that happens or when its own signal says so.
 */
export async function latestOnly<Result>(
	who: string,
	signal: AbortSignal,
	work: (signal: AbortSignal) => Promise<Result>
): Promise<Result> {
	running.get(who)?.abort(replaced());
	const own = new AbortController();
	running.set(who, own);
	try {
		return await work(AbortSignal.any([signal, own.signal]));
	} finally {
		if (running.get(who) === own) running.delete(who);
	}
}

function replaced(): Refusal {
	return new Refusal(
		'replaced',
		'A later plan of yours took the place of this one.',
		'Read the answer to that one; one plan is solved at a time for each person.'
	);
}
