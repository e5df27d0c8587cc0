import { createHash } from 'node:crypto';
import { protectFamily, type Earlier, type Family } from '$lib/server/disclosure';
import type { CountedFamily } from '../counting/count-family';
import { placeKey, type Aside } from '../families';
import { linkFamily, printsOfBeside, type Beside } from './beside';
import { keepFamily, type KeptContent } from './kept-family';
import type { Policy } from './kept-store';
import { protectCountedCurves } from './protect-counted-curves';
import { keepStrata } from './strata';
import { keepSupports } from './supports';
import type { ToldBefore } from './told-before';
import { tellableAmounts } from './told-of-amounts';
import { timingsHiddenByCurves } from './told-of-timings';

/**
 * Protects a counted family against itself, the families beside it and every other state; where none of these say
 * anything new it keeps its protection.
 */
export async function protectCounted(
	counted: CountedFamily,
	policy: Policy,
	before: ToldBefore,
	beside: readonly Beside[] = [],
	toldTogether: () => Promise<Earlier> = () => Promise.resolve(new Map())
): Promise<KeptContent> {
	const print = [printOf(counted), ...printsOfBeside(counted.spec.id, beside)].join(' ');
	const same = await before.contentOf(print);
	if (same) return same;
	const family = linkFamily(familyOf(counted), beside);
	const protection = await protectFamily(
		family,
		policy,
		new Map([...before.releases(), ...(await toldTogether())])
	);
	const hidden = new Set(protection.hidden);
	const cells = new Map(counted.cells.map((cell) => [placeKey(cell.at), cell]));
	const curves = protectCountedCurves(
		counted.curves,
		{ cells, hidden, threshold: policy.threshold },
		before.curves()
	);
	const late = timingsHiddenByCurves(counted.curves, curves, {
		cells,
		hidden,
		threshold: policy.threshold
	});
	const supports = keepSupports(counted.supports, curves, {
		threshold: policy.threshold,
		others: before.supports()
	});
	const stratified = keepStrata(counted.strata, curves, {
		others: before.strata(),
		threshold: policy.threshold
	});
	const { above, mayBeZero, withheldWhole } = protection;
	const all = { above, mayBeZero, withheldWhole, hidden: [...new Set([...hidden, ...late])] };
	return {
		print,
		...keepFamily(await tellableAmounts(counted, before.amounts(), policy), all),
		curves,
		supports,
		stratified,
		asides: sayable(counted.asides, policy)
	};
}

const prints = new WeakMap<CountedFamily, string>();

function printOf(counted: CountedFamily): string {
	const { cells, curves, supports, strata, asides } = counted;
	const known = prints.get(counted);
	if (known !== undefined) return known;
	const lines = [...cells, ...curves, ...supports, ...strata, ...asides]
		.map((part) => JSON.stringify(part))
		.sort();
	const print = createHash('sha256').update(lines.join('\n')).digest('hex');
	prints.set(counted, print);
	return print;
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
