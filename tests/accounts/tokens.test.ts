import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	addMember,
	addToken,
	readToken,
	revokeToken,
	setDisabled,
	tokens,
	type Accounts
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, openBook } from './a-book';

const NOW = new Date('2026-03-01T10:00:00Z');
let accounts: Accounts;
let id: string;

beforeEach(async () => {
	accounts = await openBook();
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
	id = addMember(accounts, { email: 'ann@city.gov', role: 'analyst', partners: ['city'] }, NOW).id;
});
afterEach(closeBooks);

function made(expires?: Date) {
	return addToken(accounts, id, { name: 'nightly', scope: 'all', expires, now: NOW });
}

describe('a token', () => {
	it('stands for its owner, even before they accept their invitation', () => {
		const visit = readToken(accounts, `Bearer ${made().token}`, NOW);
		expect(visit?.actor).toEqual({
			who: `ann@city.gov (token ${tokens(accounts)[0]?.id})`,
			role: 'analyst',
			partners: ['city']
		});
	});

	it('is kept nowhere, and says when it was used last', () => {
		const { token } = made();
		expect(JSON.stringify(accounts.db.prepare('select * from api_token').all())).not.toContain(
			token.slice(-43)
		);
		expect(tokens(accounts)[0]?.lastUsedAt).toBeNull();
		readToken(accounts, `Bearer ${token}`, NOW);
		expect(tokens(accounts)[0]?.lastUsedAt).toBe(NOW.toISOString());
	});

	it('ends on its day, when it is taken back, and when its owner is shut out', () => {
		const short = made(new Date('2026-03-02T00:00:00Z'));
		expect(readToken(accounts, `Bearer ${short.token}`, new Date('2026-03-02T00:00:00Z'))).toBeNull();
		const [taken, kept] = [made(), made()];
		revokeToken(accounts, taken.id, NOW);
		expect(readToken(accounts, `Bearer ${taken.token}`, NOW)).toBeNull();
		expect(readToken(accounts, `Bearer ${kept.token}`, NOW)).not.toBeNull();
		setDisabled(accounts, 'ann@city.gov', NOW);
		expect(readToken(accounts, `Bearer ${kept.token}`, NOW)).toBeNull();
	});

	it('is refused when a character of it is wrong, and when it is none', () => {
		const { token } = made();
		const other = token.endsWith('A') ? 'B' : 'A';
		for (const text of [
			`Bearer ${token.slice(0, -1)}${other}`,
			`Basic ${token}`,
			'Bearer',
			'',
			`Bearer ${token}x`
		])
			expect(readToken(accounts, text, NOW)).toBeNull();
	});

	it('is taken back by its owner alone on their own page', () => {
		const { id: token } = made();
		expect(() => revokeToken(accounts, token, NOW, 'somebody-else')).toThrow('no token');
	});
});
