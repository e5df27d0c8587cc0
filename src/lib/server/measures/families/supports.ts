import type { SupportPeople } from '$lib/server/disclosure';
import type { CountedSupport } from '../kept/supports';
import { countGroups, type AskMarts, type CountedCell } from './family-spec';
import { countReceived, MEMBERSHIPS, STRATA, type ReceivedRow } from './service-curves';

/** For each service everybody in training by when they got it, within their program and within populations. */
export async function countSupports(ask: AskMarts): Promise<CountedSupport[]> {
	const [received, everybody] = await Promise.all([
		countReceived(ask),
		countGroups(ask, {
			from: 'mart.fct_stays',
			sets: STRATA.map((name) => [name, 'month', 'standing']),
			counts: { people: 'count(*)' },
			reads: []
		})
	]);
	const services = new Set(received.flat().map(({ service }) => service));
	return [...services].sort().map((service) => {
		const people = (name: string, at: number) => {
			const rows = (received[at] ?? []).filter((row) => row.service === service);
			return [...withIt(rows), ...withoutIt(rows, everybody, name)];
		};
		return {
			service,
			people: people('program', 0),
			within: MEMBERSHIPS.map((by, at) => ({ by, people: people(by, at + 1) }))
		};
	});
}

function withIt(rows: ReceivedRow[]): SupportPeople[] {
	return rows.map(({ stratum, entry, month, standing, people }) => ({
		stratum,
		entry,
		month,
		kind: standing,
		people
	}));
}

/** Whoever never got it is everybody less those who did. */
function withoutIt(rows: ReceivedRow[], everybody: CountedCell[], name: string): SupportPeople[] {
	const key = (...parts: unknown[]) => parts.join('|');
	const got = new Map<string, number>();
	for (const { stratum, month, standing, people } of rows) {
		const place = key(stratum, month, standing);
		got.set(place, (got.get(place) ?? 0) + people);
	}
	return everybody
		.filter(({ at }) => name in at)
		.map(({ at, counts }) => ({
			stratum: at[name] ?? '',
			entry: null,
			month: Number(at.month),
			kind: at.standing ?? '',
			people: (counts.people ?? 0) - (got.get(key(at[name], Number(at.month), at.standing)) ?? 0)
		}));
}
