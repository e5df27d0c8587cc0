import { Refusal } from '$lib/domain';

/** Reads one JSON document of at most `limit` bytes, counted as they arrive. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
	if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
		throw new Refusal('not_json', 'A plan is sent as JSON.', 'Send the document as application/json.');
	const text = await readText(request, limit);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Refusal(
			'broken_json',
			'What was sent is no JSON document.',
			'Look for a missing comma, quote or bracket.'
		);
	}
}

async function readText({ body }: Request, limit: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let seen = 0;
	for await (const chunk of (body ?? new ReadableStream()) as unknown as AsyncIterable<Uint8Array>) {
		seen += chunk.byteLength;
		if (seen > limit)
			throw new Refusal(
				'too_large',
				`The plan is larger than ${Math.round(limit / (1024 * 1024))} MB.`,
				'Solve it with `braidwork plan FILE.json`, or put populations or quarters together.'
			);
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
