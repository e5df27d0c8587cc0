import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAudit, type AuditFilter, type ListedEntry, type Verdict } from '$lib/server/audit';
import { dayIn } from '$lib/domain';

/** The log read whole, line by line, with nothing remembered: what every view has to agree with. */
export async function readPlainly(
	home: string,
	filter: AuditFilter
): Promise<{ verdict: Verdict; total: number; entries: ListedEntry[] }> {
	const path = join(home, 'audit.jsonl');
	const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
	const told = lines.flatMap((text, at) => entryOn(text, at + 1));
	const entries = told.filter((entry) => fits(entry, filter)).reverse();
	return { verdict: await verifyAudit(home), total: told.length, entries };
}

function entryOn(text: string, line: number): ListedEntry[] {
	try {
		const said = JSON.parse(text) as ListedEntry & { hash?: unknown; before?: unknown };
		const { n, at, who, did, what, request, before, hash } = said;
		if (![at, who, did, what].every((part) => typeof part === 'string')) return [];
		const isChained = Number.isInteger(n) && typeof before === 'string' && typeof hash === 'string';
		return [{ n: isChained ? n : 0, at, who, did, what, request: isChained ? request : null, line }];
	} catch {
		return [];
	}
}

function fits(entry: ListedEntry, { who, did, from, to, words = '', zone = 'UTC' }: AuditFilter): boolean {
	const day = Number.isNaN(Date.parse(entry.at)) ? null : dayIn(Date.parse(entry.at), zone);
	if (who && entry.who.toLowerCase() !== who.toLowerCase()) return false;
	if (did && entry.did !== did) return false;
	if (from && (day === null || day < from)) return false;
	if (to && (day === null || day > to)) return false;
	const told = `${entry.who} ${entry.did} ${entry.what} ${entry.request ?? ''}`.toLowerCase();
	return words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => told.includes(word));
}
