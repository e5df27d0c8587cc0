import { writeMoment } from '$lib/domain';
import { viewAudit, type ListedEntry, type Verdict } from '$lib/server/audit';
import { readAuditFilter } from './read-audit-filter';
import type { PageServerLoad } from './$types';

const ON_A_PAGE = 50;

/** Who did what: the entries that fit, a page of them, and whether the chain holds. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = readAuditFilter(url.searchParams);
	const zone = locals.settings.time_zone;
	const asked = Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1;
	const view = await viewAudit(locals.home.dir, { ...filter, zone }, { page: asked, size: ON_A_PAGE });
	const { verdict, everybody, deeds, page, pages } = view;
	return {
		filter,
		isNarrowed: Object.values(filter).some(Boolean),
		verdict,
		since: writeMoment(view.since.toISOString(), zone),
		lines: view.entries.map((entry) => lineOf(entry, verdict, zone)),
		fitting: view.fitting,
		looked: view.looked,
		total: view.total,
		choices: { who: everybody.map(asChoice), did: deeds.map(asChoice) },
		page,
		pages,
		newer: page > 1 ? addressOf(url, page - 1) : null,
		older: page < pages ? addressOf(url, page + 1) : null,
		csv: `/audit/log.csv?${queryWithout(url)}`
	};
};

function lineOf({ n, at, request, line, ...told }: ListedEntry, { broken }: Verdict, zone: string) {
	const isProven = broken === null || line < broken.line;
	return {
		...told,
		line,
		number: n || null,
		at: writeMoment(at, zone),
		request: request ?? '',
		isProven
	};
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
