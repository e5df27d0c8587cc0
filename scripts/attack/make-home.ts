import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '$lib/domain';
import { braidwork, type ServedHome } from './served-home';

/** Who attacks, from inside and outside: nobody, a reader, who files for one partner, and who administers. */
export const ATTACKERS = ['nobody', 'leader', 'analyst', 'administrator'] as const;
export type Attacker = (typeof ATTACKERS)[number];

/** What an attacker comes with. */
export interface Pass {
	cookie: string;
	token: string;
}

/** A home that is ready to be attacked, and what its addresses name. */
export interface Prey {
	passes: Record<Attacker, Pass>;
	/** A submission of the attackers' own partner, one of another's, and a link that is still open. */
	own: string;
	others: string;
	link: string;
}

const OWN = 'navigators';
const OTHER = 'training-college';
const PASSWORD = 'umbrella granite tuesday kettle';

/** The limits that a visitor is held to would keep the tools from trying anything; they are tried by themselves. */
export const WIDE: Limits = {
	strangers_per_minute: 1_000_000,
	people_per_minute: 1_000_000,
	failures_noted_per_hour: 20
};

/** Makes a real home with accounts and a part of the invented partnership; it is left stopped. */
export async function makeHome(served: ServedHome): Promise<Prey> {
	const home = ['--home', served.made, '--json'];
	const made = await braidwork<Invited>('init', '--settings', 'data/samples/partnership.json', ...home);
	setLimits(served.made, WIDE);
	const own = await file(OWN, home);
	const others = await file(OTHER, home);
	await served.start(served.made);
	const first = { email: 'first@county.gov', name: 'First' };
	await accept(served.address, made.invitation.url, first);
	const passes = {
		nobody: { cookie: '', token: '' },
		leader: await enroll('leader', served, home),
		analyst: await enroll('analyst', served, home),
		administrator: await enroll('administrator', served, home)
	};
	const open = ['user', 'add', 'aaron@county.gov', '--role', 'writer', ...home];
	const { invitation } = await braidwork<Invited>(...open);
	await served.end(served.made);
	return { passes, own, others, link: new URL(invitation.url).pathname };
}

/** Writes other limits into the settings of a home that nobody serves. */
export function setLimits(home: string, limits: Limits): void {
	const path = join(home, 'config.json');
	const settings = JSON.parse(readFileSync(path, 'utf8')) as object;
	writeFileSync(path, JSON.stringify({ ...settings, limits }));
}

interface Invited {
	invitation: { url: string };
}

async function file(partner: string, home: string[]): Promise<string> {
	const folder = join('data', 'samples', partner, '2015Q1');
	const loaded = await braidwork<{ files: { submission_id: string }[] }>(
		'load',
		folder,
		'--publish',
		...home
	);
	return loaded.files[0]?.submission_id ?? '';
}

async function enroll(role: Exclude<Attacker, 'nobody'>, served: ServedHome, home: string[]): Promise<Pass> {
	const email = `${role}@county.gov`;
	const added = await braidwork<Invited>('user', 'add', email, '--role', role, '--partner', OWN, ...home);
	const { token } = await braidwork<{ token: string }>('token', 'add', email, '--name', 'attack', ...home);
	const cookie = await accept(served.address, added.invitation.url, { email, name: role });
	return { cookie, token };
}

/** Follows an invitation; returns the cookies that a browser would then send. */
async function accept(address: string, url: string, filled: Record<string, string>): Promise<string> {
	const answer = await fetch(address + new URL(url).pathname, {
		method: 'POST',
		headers: { origin: address, accept: 'text/html' },
		body: new URLSearchParams({ ...filled, password: PASSWORD, repeat: PASSWORD }),
		redirect: 'manual'
	});
	const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
	const session = cookies.find((cookie) => cookie.includes('session_token='));
	if (!session) throw new Error(`The invitation of ${filled.email} was not taken (${answer.status}).`);
	return session;
}
