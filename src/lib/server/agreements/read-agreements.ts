import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, type Agreement } from '$lib/domain';
import { agreementFrom, checkAgreement } from './agreement-shape';

/** One version of an agreement: what it said, and who kept it when; nobody where the file was written by hand. */
export interface AgreementVersion {
	agreement: Agreement;
	saved: { at: string; who: string } | null;
}

/** A partner's agreement, or why its file cannot be used. */
export type KnownAgreement =
	| { partner: string; agreement: Agreement; problem: null }
	| { partner: string; agreement: null; problem: string };

/** The agreement of a partner, from `agreements/<partner>.json` in the home; none when there is no such file. Refuses a file that cannot be meant. */
export function agreementOf(home: string, partner: string): Agreement | null {
	return versionsOf(home, partner)[0]?.agreement ?? null;
}

/** Every version of a partner's agreement, the one that holds first; nothing without a file. */
export function versionsOf(home: string, partner: string): AgreementVersion[] {
	const path = agreementPath(home, partner);
	if (path === null || !existsSync(path)) return [];
	const { saved, earlier, ...written } = parsed(path, partner);
	const all = [{ saved, ...written }, ...(Array.isArray(earlier) ? (earlier as object[]) : [])];
	return all.map((version) => readVersion(version, partner));
}

const remembered = new Map<string, { print: string; all: KnownAgreement[] }>();

/** All agreements of a home, by partner; one whose file cannot be used is told and not thrown. Read anew when a file has changed. */
export function agreements(home: string): KnownAgreement[] {
	const print = agreementsPrint(home);
	const before = remembered.get(home);
	if (before?.print === print) return before.all;
	const all = partnersIn(home).map((partner) => known(home, partner));
	remembered.set(home, { print, all });
	return all;
}

/** Another text whenever a file of the agreements was changed, so that nothing that rests on them is remembered too long. */
export function agreementsPrint(home: string): string {
	const stamps = partnersIn(home).map((partner) => {
		const { mtimeMs, size, ino } = statSync(join(home, 'agreements', `${partner}.json`));
		return `${partner} ${mtimeMs} ${size} ${ino}`;
	});
	return stamps.join('\n');
}

function partnersIn(home: string): string[] {
	const folder = join(home, 'agreements');
	const files = existsSync(folder) ? readdirSync(folder) : [];
	return files.flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? []).sort();
}

/** Where the agreement of a partner lies; nowhere when that is not the id of a partner. */
export function agreementPath(home: string, partner: string): string | null {
	return /^[\w-]+$/.test(partner) ? join(home, 'agreements', `${partner}.json`) : null;
}

function known(home: string, partner: string): KnownAgreement {
	try {
		const agreement = agreementOf(home, partner);
		if (agreement) return { partner, agreement, problem: null };
	} catch (error) {
		if (error instanceof Refusal) return { partner, agreement: null, problem: error.message };
		throw error;
	}
	return { partner, agreement: null, problem: `agreements/${partner}.json is gone.` };
}

function readVersion(version: object, partner: string): AgreementVersion {
	const { saved, ...written } = version as { saved?: AgreementVersion['saved'] };
	const problems = checkAgreement(written);
	if (problems.length > 0)
		throw wrong(
			partner,
			problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ')
		);
	return { agreement: agreementFrom(written), saved: isSaved(saved) ? saved : null };
}

function isSaved(saved: unknown): saved is { at: string; who: string } {
	const { at, who } = (saved ?? {}) as Record<string, unknown>;
	return typeof at === 'string' && typeof who === 'string';
}

function parsed(path: string, partner: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw wrong(partner, (error as Error).message);
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value))
		return value as Record<string, unknown>;
	throw wrong(partner, 'it holds no agreement.');
}

function wrong(partner: string, what: string): Refusal {
	return new Refusal(
		'wrong_agreement',
		`The sharing agreement agreements/${partner}.json cannot be used: ${what}`,
		'Correct the file in the home.'
	);
}
