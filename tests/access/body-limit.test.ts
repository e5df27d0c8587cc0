import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { ACCESS, bodyLimit, streamsUploads } from '$lib/server/access';
import { limitBody } from '../../src/hooks/limit-body';

const MB = 1024 * 1024;

/** Sends pieces without saying how many there will be; returns how much was read, or the status of the refusal. */
async function send(
	route: string,
	pieces: number
): Promise<{ read: number; status: number; pulled: number }> {
	let pulled = 0;
	const stream = new ReadableStream<Uint8Array>(
		{
			pull: (out) => {
				if (pulled === pieces) return out.close();
				pulled += 1;
				out.enqueue(new Uint8Array(64 * 1024));
			}
		},
		{ highWaterMark: 0 }
	);
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' };
	const event = { request: new Request('http://127.0.0.1/', init), route: { id: route } } as RequestEvent;
	const resolve = async ({ request }: RequestEvent) =>
		new Response(String((await request.arrayBuffer()).byteLength));
	const whole = Promise.resolve(limitBody({ event, resolve }));
	return whole.then(
		async (answer) => ({ read: Number(await answer.text()), status: answer.status, pulled }),
		(refusal: { status: number }) => ({ read: 0, status: refusal.status, pulled })
	);
}

describe('what may be sent to a route', () => {
	it('is a form’s worth, but for files that are filed and the settings', () => {
		const larger = ACCESS.filter(
			({ route, methods }) => bodyLimit(route, methods.at(-1) ?? '', 2048 * MB) > MB
		);
		expect(larger.map(({ route }) => route)).toEqual(['/submissions', '/settings', '/api/v1/submissions']);
		expect(larger.every(({ roles }) => roles !== 'anyone')).toBe(true);
		expect(bodyLimit('/settings', 'POST', 2048 * MB)).toBe(40 * MB);
		expect(bodyLimit('/no-such-route', 'POST', 2048 * MB)).toBe(MB);
		expect(streamsUploads('/submissions', 'GET')).toBe(false);
	});

	it('is counted as it comes, and nothing more is taken than the limit', async () => {
		expect(await send('/sign-in', 16)).toEqual({ read: MB, status: 200, pulled: 16 });
		const refused = await send('/sign-in', 10_000);
		expect(refused.status).toBe(413);
		expect(refused.pulled).toBeLessThan(25);
		expect((await send('/settings', 100)).read).toBe(100 * 64 * 1024);
	});
});
