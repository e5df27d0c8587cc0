import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal, type Partner, type Settings } from '$lib/domain';
import { consoleActor } from '$lib/server/access';
import { noteDeed } from '$lib/server/audit';
import { linkAddress, makeLink, openAccountBook } from '$lib/server/accounts';
import {
	changeSettings,
	checkBoundaries,
	checkSettings,
	closeHome,
	createHome,
	firstSettings,
	openHome,
	readSettings,
	saveBoundaries,
	upgradeSettings
} from '$lib/server/desk';
import { savePartner } from '$lib/server/intake';
import type { FreeCommand, Outcome } from '../command';
import { originOf } from '../origin-of';

interface Beginning {
	settings: Partial<Settings>;
	partners: Partner[];
}

/** Makes a home: the folder that keeps everything of a deployment. */
export default {
	name: 'init',
	place: 'free',
	withoutHome: true,
	takes: [],
	options: {
		demo: { type: 'boolean', description: 'a home for invented data, which may be served without accounts' },
		settings: {
			type: 'string',
			valueHint: 'FILE',
			description: 'settings and partners to begin with (JSON)'
		},
		boundaries: {
			type: 'string',
			valueHint: 'FILE',
			description: 'outlines of ZIP codes for the map (GeoJSON)'
		},
		origin: {
			type: 'string',
			valueHint: 'URL',
			description: 'the address that people will use (default: http://127.0.0.1:4173)'
		}
	},
	async run(order, { directory, now }) {
		const demo = order.flag('demo');
		const file = order.text('settings');
		const outlines = order.text('boundaries');
		const beginning = file === undefined ? null : readBeginning(order.path(file), demo);
		const boundaries = outlines === undefined ? null : readFileSync(order.path(outlines));
		if (boundaries) checkBoundaries(boundaries);
		makeFolder(directory);
		await createHome(directory, { demo });
		await noteDeed(directory, { who: consoleActor().who, did: 'made a home', about: {}, now });
		if (beginning) await applyBeginning(directory, beginning);
		if (boundaries) saveBoundaries(directory, boundaries);
		if (demo) return demoMade(directory);
		const origin = order.text('origin') ?? originOf(await readSettings(directory));
		return invited(directory, inviteFirst(directory, origin, now));
	}
} satisfies FreeCommand;

function demoMade(directory: string): Outcome {
	return {
		json: { home: directory, invitation: null },
		words: `A demo home stands at ${directory}. Next: braidwork load FILE --partner NAME --publish`
	};
}

/** Makes the invitation of the first administrator: whoever opens it first says who they are. */
function inviteFirst(directory: string, origin: string, now: Date): { url: string; expires: string } {
	const book = openAccountBook(directory);
	try {
		const { token, expiresAt } = makeLink(book, { kind: 'invitation', userId: null, by: 'console', now });
		return { url: linkAddress(origin.replace(/\/+$/, ''), token), expires: expiresAt.toISOString() };
	} finally {
		book.close();
	}
}

function invited(directory: string, invitation: { url: string; expires: string }): Outcome {
	const day = invitation.expires.slice(0, 10);
	return {
		json: { home: directory, invitation },
		words: [
			`A home stands at ${directory}. Start it with: braidwork serve --home ${directory}`,
			`Then the first administrator opens this link; it works once, until ${day}:`,
			invitation.url
		].join('\n')
	};
}

/**
 * Makes the folder and those above it one by one: where the system has no room for folders at all (/proc),
 * Node's recursive mkdir never returns.
 */
function makeFolder(directory: string): void {
	if (existsSync(directory)) return;
	makeFolder(dirname(directory));
	try {
		mkdirSync(directory, { mode: 0o700 });
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? 'not permitted';
		const hint = `Give this account write permission on ${dirname(directory)}, or name another folder with --home.`;
		throw new Refusal('not_writable', `No home can be made at ${directory}: ${reason}.`, hint);
	}
}

/** Reads and checks the file before anything is made, so that a wrong one leaves nothing behind. */
function readBeginning(path: string, demo: boolean): Beginning {
	const { settings: given = {}, partners = [] } = parse(path);
	const settings = upgradeSettings({ ...firstSettings(demo), ...given, demo }) as Settings;
	const problems = checkSettings(settings);
	if (problems.length === 0) return { settings, partners };
	const words = problems.map(({ message }) => message).join(' ');
	throw new Refusal('wrong_settings', words, `Correct these fields in ${path}.`);
}

function parse(path: string): Partial<Beginning> {
	const text = readFileSync(path, 'utf8');
	try {
		return JSON.parse(text) as Partial<Beginning>;
	} catch {
		throw new Refusal('wrong_settings', `${path} is not readable as JSON.`, 'Correct the file.');
	}
}

async function applyBeginning(directory: string, { settings, partners }: Beginning): Promise<void> {
	const home = await openHome(directory);
	try {
		await changeSettings(home, settings);
		for (const partner of partners) await savePartner(home.warehouse, partner);
	} finally {
		await closeHome(home);
	}
}
