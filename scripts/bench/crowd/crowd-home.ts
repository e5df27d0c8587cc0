import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Role } from '$lib/domain';
import {
	acceptLink,
	addMember,
	addToken,
	makeLink,
	openAccounts,
	sessionCookieName,
	signIn,
	type Accounts
} from '$lib/server/accounts';
import { changeSettings, deriveKey } from '$lib/server/desk';
import { inHome } from '../bench-homes';

/** A person of the crowd's home, by what their browser and their programs send. */
export interface Pass {
	cookie: string;
	token: string;
}

/** A home like a county's: no demo, with leaders who read, each by their own account, and an administrator who files for one partner. */
export interface CrowdHome {
	home: string;
	readers: Pass[];
	filer: Pass;
}

/** So many people read. */
export const READERS = 50;

/** Whose file is loaded while the crowd reads. */
export const FILER = 'county';

/** The made home once more, as a real one with accounts. */
export async function makeCrowdHome(folder: string): Promise<CrowdHome> {
	const home = join(folder, 'crowd');
	rmSync(home, { recursive: true, force: true });
	cpSync(join(folder, 'home'), home, { recursive: true });
	return inHome(folder, 'crowd', async (open) => {
		// Readers who never pause ask far more than the limit of requests lets a person ask.
		const limits = { ...open.settings.limits, people_per_minute: 1_000_000 };
		await changeSettings(open, { demo: false, name: 'A partnership with many readers', limits });
		const accounts = await openAccounts(home, {
			origin: 'http://127.0.0.1',
			key: deriveKey(home, 'accounts'),
			partnership: () => open.settings.name
		});
		try {
			const filer = await passFor(accounts, 'administrator', [FILER]);
			const readers: Pass[] = [];
			for (let place = 0; place < READERS; place += 1)
				readers.push(await passFor(accounts, 'leader', [], place));
			return { home, readers, filer };
		} finally {
			accounts.close();
		}
	});
}

/** Lets somebody in the way everybody comes in: by an invitation, a password and a session. */
async function passFor(accounts: Accounts, role: Role, partners: string[], number = 0): Promise<Pass> {
	const [now, email, password] = [
		new Date(),
		`${role}-${number}@county.gov`,
		'umbrella granite tuesday kettle'
	];
	const { id } = addMember(accounts, { email, role, partners }, now);
	const link = makeLink(accounts, { kind: 'invitation', userId: id, by: 'bench', now });
	await acceptLink(accounts, { token: link.token, name: `The ${role}`, email: '', password }, now);
	const knock = { address: '127.0.0.1', browser: 'the benchmark', device: undefined, now };
	const { cookies } = await signIn(accounts, { email, password }, knock);
	const session = cookies.find(({ name }) => name === sessionCookieName(accounts.origin));
	if (!session) throw new Error(`${email} could not sign in.`);
	const { token } = addToken(accounts, id, { name: 'bench', scope: 'all', now });
	return { cookie: `${session.name}=${session.value}`, token };
}

/** A server in a process of its own, and where it answers. */
export interface Serving {
	address: string;
	child: ChildProcess;
	stop(): Promise<void>;
}

/** Serves a home with the server that `npm run build` made, as `braidwork serve` does. */
export function serveCrowd(home: string): Promise<Serving> {
	const main = join('build', 'braidwork', 'main.js');
	return begin([main, 'serve', '--home', home, '--port', '0', '--json']);
}

/** Starts a process that serves; it has begun when it prints a line of JSON with its address. */
export async function begin(words: string[]): Promise<Serving> {
	const child = spawn(process.execPath, words, {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, UV_THREADPOOL_SIZE: '16', BRAIDWORK_LOG: 'error' }
	});
	const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
	const address = await new Promise<string>((resolve, reject) => {
		createInterface(child.stdout!).on('line', (line) => resolve(addressIn(line)));
		void ended.then(() => reject(new Error(`${words[0]} ended before it served.`)));
	});
	const stop = () => {
		child.kill('SIGTERM');
		return ended;
	};
	return { address, child, stop };
}

function addressIn(line: string): string {
	return (JSON.parse(line) as { address: string }).address;
}
