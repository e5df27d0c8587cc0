import type { Family, Protection } from '../family';
import { layOut } from './reader-desk';
import { identitiesOf, type Identity } from './reader-view';
import { workedOut } from './worked-out';

/**
 * Every count that a reader of everything published gets exactly, by adding and subtracting: what is shown, what is
 * left when all but one of a sum is known, and people in no table.
 */
export function tellExactly(family: Family, protection: Protection): Map<string, number> {
	const desk = layOut(family, protection);
	const known = desk.seen.map(({ hidden }) => !hidden);
	const identities = identitiesOf(family, desk);
	const byCount = new Map<number, Identity[]>();
	for (const identity of identities)
		for (const count of identity.counts) byCount.set(count, [...(byCount.get(count) ?? []), identity]);
	const waiting = [...identities];
	for (const { counts } of waiting) {
		const [only, ...others] = counts.filter((count) => !known[count]);
		if (only === undefined || others.length > 0) continue;
		known[only] = true;
		waiting.push(...(byCount.get(only) ?? []));
	}
	const cells = desk.seen.filter((_, count) => known[count]).map(({ key, truth }) => [key, truth] as const);
	const beside = workedOut(family, desk)
		.filter(({ counts }) => counts.every((count) => known[count]))
		.map(({ key, people }) => [key, people] as const);
	return new Map([...cells, ...beside]);
}
