import { Readable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { ROLES, type Actor, type Role } from '$lib/domain';
import { firstSettings } from '$lib/server/desk';
import { beginLoading, cancelLoading } from '$lib/server/intake';
import { load } from '../../src/routes/submissions/+page.server';
import { closeHomes, openHome, options } from '../intake/a-home';

afterEach(closeHomes);

it('tells of files that are being loaded only who may file, and of their own partners', async () => {
	const w = await openHome();
	const claim = { partner: 'navigators', dataset: 'deliveries' as const, period: '2015Q1' };
	const slow = new Readable({ read: () => undefined });
	const { id, ended } = beginLoading(w, [{ name: 'ledger of March.csv', stream: slow }], {
		claim,
		options: options()
	});
	const seenBy = async (actor: Actor) => {
		const locals = { warehouse: w, settings: firstSettings(true), actor };
		const url = new URL('http://127.0.0.1/submissions');
		return JSON.stringify(await load({ locals, url } as unknown as Parameters<typeof load>[0]));
	};
	const sees = (role: Role, partners: string[] | null = null) =>
		seenBy({ who: role, role, partners }).then((told) => told.includes('ledger of March.csv'));
	const told = await Promise.all(ROLES.map(async (role) => [role, await sees(role)]));
	expect(Object.fromEntries(told)).toEqual({
		leader: false,
		writer: false,
		analyst: true,
		navigator: false,
		administrator: true
	});
	expect(await sees('analyst', ['navigators'])).toBe(true);
	expect(await sees('analyst', ['training-college'])).toBe(false);
	cancelLoading(w, id);
	slow.destroy();
	await ended.catch(() => undefined);
});
