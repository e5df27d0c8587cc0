import { createHash } from 'node:crypto';
import { protectFamily, type Family, type ReleasedCell } from '$lib/server/disclosure';
import type { CountedFamily } from '../counting/count-family';
import type { Aside } from '../families';
import { keepFamily, releasedOf, type KeptContent } from './kept-family';
import type { Policy } from './kept-store';
import { protectCountedCurves } from './protect-counted-curves';

/** Protects a counted family against itself and every other state; one that did not change keeps its protection. */
export async function protectCounted(
	counted: CountedFamily,
	policy: Policy,
	others: readonly KeptContent[]
): Promise<KeptContent> {
	const print = printOf(counted);
	const same = others.find((content) => content.print === print);
	if (same) return same;
	const earlier = layers(others.map((content) => releasedOf(content, counted.spec.variables)));
	const protection = await protectFamily(familyOf(counted), policy, earlier);
	const curves = protectCountedCurves(counted.curves, policy, new Set(protection.hidden));
	return { print, ...keepFamily(counted.cells, protection), curves, asides: sayable(counted.asides, policy) };
}

function printOf({ cells, curves, asides }: CountedFamily): string {
	const lines = [...cells, ...curves, ...asides].map((part) => JSON.stringify(part)).sort();
	return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** A small count, or one that leaves a small count over, is null: some. */
function sayable(asides: Aside[], { threshold }: Policy): Record<string, number | null> {
	const isSmall = (count: number) => count > 0 && count < threshold;
	const said = asides.map(({ name, count, of }) => [
		name,
		isSmall(count) || isSmall(of - count) ? null : count
	]);
	return Object.fromEntries(said) as Record<string, number | null>;
}

function familyOf({ spec, cells }: CountedFamily): Family {
	const { id, dimensions, tables, sums, headline } = spec;
	return { id, dimensions, tables, sums, headline, cells };
}

/**
 * The releases of many states as few: most cells never change, so each list holds the next different value of a
 * cell, and no list says the same of a cell twice.
 */
function layers(releases: ReleasedCell[][]): ReleasedCell[][] {
	const depth = new Map<string, number>();
	const seen = new Set<string>();
	const result: ReleasedCell[][] = [];
	for (const cell of releases.flat()) {
		const said = `${cell.key} ${cell.value} ${cell.hidden} ${cell.above ?? 0}`;
		if (seen.has(said)) continue;
		seen.add(said);
		const layer = depth.get(cell.key) ?? 0;
		depth.set(cell.key, layer + 1);
		(result[layer] ??= []).push(cell);
	}
	return result;
}
