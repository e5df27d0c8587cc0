import { Refusal } from '$lib/domain';

/** The status that a refusal's code stands for; whatever is not listed is a mistake in what was sent. */
const STATUS_OF: Record<string, number> = {
	busy: 503,
	not_found: 404,
	no_submission: 404,
	unknown_measure: 404,
	no_line: 404,
	changed_meanwhile: 409,
	unknown_state: 404,
	format_not_offered: 404,
	rows_removed: 410,
	no_original: 410,
	needs_replace: 409,
	replaced: 409,
	already_published: 409,
	not_allowed: 403,
	too_large: 413,
	not_json: 415,
	wrong_plan: 422,
	not_multipart: 415
};

/** What a problem document says beyond its status: a stable code, one sentence, what to do. */
export interface Problem {
	status: number;
	code: string;
	title: string;
	hint?: string;
	/** The id under which our own fault stands in the log. */
	id?: string;
}

/** A problem document (RFC 9457). */
export function problem(
	{ status, code, title, hint, id }: Problem,
	headers: Record<string, string> = {}
): Response {
	const body = { type: `urn:braidwork:problem:${code}`, title, status, detail: hint, code, id };
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'private, no-store', ...headers }
	});
}

/** A refusal as a problem document. */
export function problemOf(refusal: Refusal): Response {
	const status = STATUS_OF[refusal.code] ?? 400;
	return problem({ status, code: refusal.code, title: refusal.message, hint: refusal.hint });
}

/**
 * Whether an error is a person's mistake. The console and the pages of one process are two bundles, each
 * with its own class, so the name decides.
 */
export function isRefusal(error: unknown): error is Refusal {
	return error instanceof Error && error.name === 'Refusal';
}

/** Runs the work of an endpoint and answers a person's mistake with a problem document; our own faults pass on. */
export async function answering(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		if (isRefusal(error)) return problemOf(error);
		throw error;
	}
}
