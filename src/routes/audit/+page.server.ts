import { writeMoment } from '$lib/domain';
import { listAudit, type ListedEntry, type Verdict } from '$lib/server/audit';
import { readAuditFilter } from './read-audit-filter';
import type { PageServerLoad } from './$types';

const ON_A_PAGE = 50;

/** Who did what: the entries that fit, a page of them, and whether the chain holds. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = readAuditFilter(url.searchParams);
	const { verdict, entries, everybody, deeds, total } = await listAudit(locals.home.dir, filter);
	const pages = Math.max(1, Math.ceil(entries.length / ON_A_PAGE));
	const asked = Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1;
	const page = Math.min(Math.max(1, asked), pages);
	const shown = entries.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
	return {
		filter,
		isNarrowed: Object.values(filter).some(Boolean),
		verdict,
		lines: shown.map((entry) => lineOf(entry, verdict)),
		fitting: entries.length,
		total,
		choices: { who: everybody.map(asChoice), did: deeds.map(asChoice) },
		page,
		pages,
		newer: page > 1 ? addressOf(url, page - 1) : null,
		older: page < pages ? addressOf(url, page + 1) : null,
		csv: `/audit/log.csv?${queryWithout(url)}`
	};
};

function lineOf({ n, at, who, did, what, request, line }: ListedEntry, { broken }: Verdict) {
	const isProven = broken === null || line < broken.line;
	return { line, number: n || null, at: writeMoment(at), who, did, what, request: request ?? '', isProven };
}

function asChoice(value: string) {
	return { value, label: value };
}

function addressOf(url: URL, page: number): string {
	const query = queryWithout(url);
	query.set('page', String(page));
	return `/audit?${query}#list`;
}

function queryWithout(url: URL): URLSearchParams {
	const query = new URLSearchParams(url.searchParams);
	query.delete('page');
	return query;
}
