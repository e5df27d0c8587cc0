import { describe, expect, it } from 'vitest';
import { ACCESS, mayBeKept } from '$lib/server/access';

describe('a browser after its visitor left', () => {
	it('keeps figures alone: no rows, no originals, no log, no list of users, no account', () => {
		const kept = new Set(ACCESS.map(({ route }) => route).filter(mayBeKept));
		for (const route of [
			'/submissions',
			'/submissions/[id]',
			'/submissions/[id]/match',
			'/submissions/loading/[job]',
			'/api/v1/submissions/[id]/original',
			'/api/v1/submissions/[id]/findings.csv',
			'/audit',
			'/audit/log.csv',
			'/users',
			'/users/rules',
			'/settings',
			'/agreements',
			'/account'
		])
			expect([route, kept.has(route)]).toEqual([route, false]);
		for (const route of ['/', '/coverage', '/api/v1/measures/[id]', '/sign-in'])
			expect([route, kept.has(route)]).toEqual([route, true]);
	});
});
