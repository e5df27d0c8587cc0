import { describe, expect, it } from 'vitest';
import {
	demoActor,
	isCrossSite,
	judgeHost,
	maySeePartner,
	roleCookie,
	roleCookieOptions
} from '$lib/server/access';

const ORIGIN = 'http://127.0.0.1:4173';

function request(method: string, headers: Record<string, string>): Request {
	return new Request(ORIGIN, { method, headers });
}

describe('the role switcher', () => {
	it('lets a visit begin as a reader', () => {
		expect(demoActor(undefined)).toMatchObject({ role: 'leader', partners: null });
	});

	it('gives the role that was chosen', () => {
		expect(demoActor(roleCookie('administrator') ?? '')).toMatchObject({
			role: 'administrator',
			partners: null
		});
	});

	it('ties an analyst to partners, and nobody else', () => {
		expect(demoActor(roleCookie('analyst', ['county', 'city']) ?? '').partners).toEqual(['county', 'city']);
		expect(demoActor(roleCookie('leader', ['county']) ?? '').partners).toBeNull();
	});

	it('keeps its cookie to https where the demo is reached by that', () => {
		const set = (address: string) => roleCookieOptions(new URL(address));
		expect(set('https://localhost:4173/api/role')).toMatchObject({ secure: true, httpOnly: true });
		expect(set(`${ORIGIN}/api/role`)).toMatchObject({ secure: false, sameSite: 'strict' });
	});

	it('takes a made-up role for none', () => {
		expect(roleCookie('owner')).toBeNull();
		expect(demoActor('owner:county').role).toBe('leader');
	});

	it('keeps an analyst of one partner from the files of another', () => {
		const analyst = demoActor('analyst:county');
		expect(maySeePartner(analyst, 'county')).toBe(true);
		expect(maySeePartner(analyst, 'city')).toBe(false);
		expect(maySeePartner(demoActor('administrator'), 'city')).toBe(true);
	});
});

describe('a page of another site', () => {
	it('cannot change anything, whatever content type it sends', () => {
		for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png']) {
			const headers = { origin: 'https://elsewhere.example', 'content-type': type };
			expect(isCrossSite(request('POST', headers), ORIGIN)).toBe(true);
			expect(isCrossSite(request('DELETE', headers), ORIGIN)).toBe(true);
		}
		expect(isCrossSite(request('PUT', { 'sec-fetch-site': 'cross-site' }), ORIGIN)).toBe(true);
		expect(isCrossSite(request('POST', { origin: 'null' }), ORIGIN)).toBe(true);
	});

	it('is told apart from our own pages and from a program', () => {
		expect(isCrossSite(request('POST', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }), ORIGIN)).toBe(
			false
		);
		expect(isCrossSite(request('POST', {}), ORIGIN)).toBe(false);
		expect(isCrossSite(request('GET', { 'sec-fetch-site': 'cross-site' }), ORIGIN)).toBe(false);
	});
});

describe('the one origin', () => {
	it('sends another name of this machine to the configured one, and refuses foreign names', () => {
		expect(judgeHost('127.0.0.1:4173', ORIGIN)).toBe('same');
		expect(judgeHost('localhost:4173', ORIGIN)).toBe('redirect');
		expect(judgeHost('rebound.example:4173', ORIGIN)).toBe('refuse');
		expect(judgeHost('a b', ORIGIN)).toBe('refuse');
	});
});
