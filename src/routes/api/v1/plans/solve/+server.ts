import { json } from '@sveltejs/kit';
import { Refusal } from '$lib/domain';
import { latestOnly, solveDocument } from '$lib/server/planning';
import { flagOf } from '../../../flag-of';
import { answering, isRefusal } from '../../../problem';
import { readJson } from './read-json';
import type { RequestHandler } from './$types';

const MOST_BYTES = 16 * 1024 * 1024;

/** Rows of need; a larger plan would hold up the pages while it is written. */
const MOST_NEEDS = 10_000;

/** Seconds that a search may take, and what it takes where nothing is said. */
const LONGEST = 60;
const USUAL = 20;

/**
 * Solves a plan document. `explain=false` leaves out what is solved for besides (alternatives, the rule to change, the
 * next dollar), as a slider wants it; `time_limit` is in seconds. Whoever asks anew cancels what they asked before.
 */
export const POST: RequestHandler = ({ request, url, locals }) =>
	answering(async () => {
		const document = await readJson(request, MOST_BYTES);
		const explain = flagOf(url.searchParams, 'explain', true);
		const timeLimit = seconds(url.searchParams.get('time_limit'));
		try {
			const result = await latestOnly(locals.actor.who, request.signal, (signal) =>
				solveDocument(
					document,
					{ explain, explainSeconds: timeLimit, timeLimit, signal },
					{ needs: MOST_NEEDS }
				)
			);
			return json(result, { headers: { 'cache-control': 'private, no-store' } });
		} catch (error) {
			// Nobody reads this answer: whoever asked is gone.
			if (request.signal.aborted && !isRefusal(error)) return new Response(null, { status: 499 });
			throw error;
		}
	});

function seconds(asked: string | null): number {
	if (asked === null) return USUAL;
	const limit = Number(asked);
	if (limit > 0 && limit <= LONGEST) return limit;
	throw new Refusal(
		'wrong_time_limit',
		`time_limit is not a number of seconds up to ${LONGEST}.`,
		'Leave it out, or write a number.'
	);
}
