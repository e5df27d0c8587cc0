import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	acceptLink,
	mailForgotten,
	mailLink,
	readLink,
	saveMailServer,
	setDisabled,
	shownMailServer,
	type Accounts
} from '$lib/server/accounts';
import { anActiveMember, closeBooks, enter, openBook, ORIGIN, visitOf } from './a-book';
import { startMailServer, type TestMailServer } from './a-mail-server';

let server: TestMailServer;
let accounts: Accounts;

beforeAll(async () => {
	server = await startMailServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
	accounts = await openBook();
	server.letters.splice(0);
	await anActiveMember(accounts, { email: 'boss@county.gov', role: 'administrator' });
	await anActiveMember(accounts);
});
afterEach(closeBooks);

function settings() {
	return {
		host: '127.0.0.1',
		port: server.port,
		isSecure: false,
		user: '',
		password: '',
		from: 'braidwork@county.gov'
	};
}

function forget(email: string, now = new Date()) {
	return mailForgotten(accounts, { email, address: '192.0.2.1', now });
}

/** The token of the link in a letter, whose long lines are folded (RFC 2045, quoted-printable). */
function tokenIn(text: string): string {
	return /invitation\/([\w-]{43})/.exec(text.replace(/=\n/g, ''))?.[1] ?? '';
}

describe('a link by mail', () => {
	it('comes to whoever forgot their password, and lets them in once', async () => {
		await saveMailServer(accounts, settings());
		expect(await forget(' Ann@county.gov')).toBe(true);
		const [letter] = server.letters;
		expect(letter).toMatchObject({ from: 'braidwork@county.gov', to: 'ann@county.gov' });
		const token = tokenIn(letter?.text ?? '');
		expect(readLink(accounts, token, new Date())?.kind).toBe('reset');
		const fresh = 'lantern orchard sixteen velvet';
		await acceptLink(accounts, { token, name: '', email: '', password: fresh }, new Date());
		expect(visitOf(accounts, await enter(accounts, { password: fresh }))).not.toBeNull();
	});

	it('is sent to no address without an account, and to none that is shut', async () => {
		await saveMailServer(accounts, settings());
		setDisabled(accounts, 'ann@county.gov', new Date());
		expect([await forget('stranger@x.gov'), await forget('ann@county.gov')]).toEqual([false, false]);
		expect(server.letters).toEqual([]);
	});

	it('is sent a few times only, however often it is asked for', async () => {
		await saveMailServer(accounts, settings());
		for (let turn = 0; turn < 20; turn += 1) await forget('ann@county.gov');
		expect(server.letters).toHaveLength(3);
		await forget('ann@county.gov', new Date(Date.now() + 60 * 60_000));
		expect(server.letters).toHaveLength(4);
	});

	it('is not sent where no mail is set up', async () => {
		expect(await forget('ann@county.gov')).toBe(false);
		const [member] = [await anActiveMember(accounts, { email: 'new@county.gov' })];
		expect(await mailLink(accounts, { member, kind: 'invitation', url: `${ORIGIN}/x` })).toBe(false);
	});
});

describe('setting up mail', () => {
	it('greets the server, and refuses one that is not there', async () => {
		const nowhere = saveMailServer(accounts, { ...settings(), port: 1 });
		await expect(nowhere).rejects.toMatchObject({ code: 'bad_mail' });
		await expect(saveMailServer(accounts, { ...settings(), from: 'nobody' })).rejects.toThrow('not an email');
		expect(shownMailServer(accounts)).toBeNull();
	});

	it('sends no password over a line that is not enciphered', async () => {
		const open = saveMailServer(accounts, { ...settings(), user: 'us', password: 'secret of the mail' });
		await expect(open).rejects.toMatchObject({ code: 'bad_mail' });
	});

	it('keeps the settings, shows no password, and is taken away', async () => {
		await saveMailServer(accounts, settings());
		expect(shownMailServer(accounts)).toEqual({
			host: '127.0.0.1',
			port: server.port,
			isSecure: false,
			user: '',
			from: 'braidwork@county.gov'
		});
		await saveMailServer(accounts, null);
		expect(shownMailServer(accounts)).toBeNull();
	});
});
