import { solveEach, type Objective, type Solution } from '$lib/server/solver';
import type { Family, Policy, Protection } from '../family';
import { writeProgram } from './reader-program';
import { viewAsReader } from './reader-view';
import { RuleIndex } from './rule-index';

/** How narrow a reader of everything published can get one withheld count. */
export interface AuditedCell {
	cell: string;
	value: number;
	low: number;
	high: number;
	safe: boolean;
}

export interface AuditOptions {
	/** Looks at everything linked at once, for intervals as narrow as a reader's; only for small families. */
	exact?: boolean;
	/** Looks at withheld counts that are not small, too. */
	complementary?: boolean;
	/** Looks at every so many-th count of each linked part only. */
	every?: number;
}

/** Solver's answers are right to this. */
const NEAR = 1e-6;

/** Regions are not widened beyond this many counts; what is not proved by then counts as unsafe. */
const WIDEST = 6000;

/**
 * Works out, by the smallest and largest value that agree with everything published, how narrow a reader can get
 * each withheld small count. Unless `exact`, counts farther away are taken as known to the reader, who then knows
 * more than a real one; the view is widened only where that is too much. Apart from the chooser's code.
 */
export async function auditFamily(
	family: Family,
	protection: Protection,
	policy: Policy,
	options: AuditOptions = {}
): Promise<AuditedCell[]> {
	const index = new RuleIndex(viewAsReader(family, protection));
	const audit: Audit = {
		index,
		threshold: policy.threshold,
		exact: options.exact ?? false,
		found: new Map()
	};
	const targets = targetsOf(audit, options);
	for (const part of partsOf(index, targets)) {
		await auditPart(audit, part.region, sample(part.targets, options.every ?? 1));
	}
	return targets.flatMap((count) => audit.found.get(count) ?? []);
}

interface Audit {
	index: RuleIndex;
	threshold: number;
	exact: boolean;
	found: Map<number, AuditedCell>;
}

interface Part {
	region: Set<number>;
	targets: number[];
}

function targetsOf({ index, threshold }: Audit, { complementary }: AuditOptions): number[] {
	const isSmall = (truth: number) => truth > 0 && truth < threshold;
	const wanted = index.view.seen.map(({ hidden, truth }) => hidden && (complementary || isSmall(truth)));
	return [...index.view.seen.keys()].filter((count) => wanted[count]);
}

/** Withheld counts that hang together by sums. */
function partsOf(index: RuleIndex, targets: number[]): Part[] {
	const left = new Set(targets);
	const parts: Part[] = [];
	for (const target of left) {
		const region = index.linkedBySums([target]);
		parts.push({ region, targets: targets.filter((count) => left.has(count) && region.has(count)) });
		for (const count of region) left.delete(count);
	}
	return parts;
}

function sample(targets: number[], every: number): number[] {
	return targets.filter((_, at) => at % every === 0);
}

/**
 * Looks at a part by itself; for what is not proved safe, with the totals above; then with the parts that can rise
 * with it; then at everything that hangs together.
 */
async function auditPart(audit: Audit, region: Set<number>, targets: number[]): Promise<void> {
	const { index } = audit;
	if (audit.exact) return narrowDown(audit, index.withEverything(region), targets);
	await narrowDown(audit, region, targets);
	await narrowDown(audit, index.withTotalsAbove(region), unproved(audit, targets));
	for (const [key, together] of Map.groupBy(unproved(audit, targets), (count) => risingWith(audit, count))) {
		await narrowDown(audit, new Set(key.split(',').map(Number)), together);
	}
	const everything = index.withEverything(region);
	if (everything.size <= WIDEST) await narrowDown(audit, everything, unproved(audit, targets));
}

function unproved({ found }: Audit, targets: number[]): number[] {
	return targets.filter((count) => !found.get(count)?.safe);
}

function risingWith({ index }: Audit, count: number): string {
	const region = index.withTotalsAbove(index.linkedBySums(index.withPartsBelow(count)));
	return [...region].sort((one, other) => one - other).join();
}

async function narrowDown(audit: Audit, region: Set<number>, targets: number[]): Promise<void> {
	if (targets.length === 0) return;
	const { program, columnOf } = writeProgram(audit.index, region);
	const columns = targets.map((count) => columnOf.get(count) ?? 0);
	const lows = await solveEach(
		program,
		columns.map((column) => extreme('minimize', column))
	);
	const highs = await solveEach(
		program,
		columns.map((column, at) => {
			const enough = Math.max(audit.threshold, lowOf(lows[at]) + audit.threshold - 1);
			return {
				...extreme('maximize', column),
				...(audit.exact ? {} : { unless: { column, reaches: enough } })
			};
		})
	);
	targets.forEach((count, at) => {
		const low = lowOf(lows[at]);
		keep(audit, count, { low, high: highOf(highs, at, columns[at] ?? 0) });
	});
}

function extreme(sense: Objective['sense'], column: number): Objective {
	return { sense, terms: [[column, 1]] };
}

function lowOf(solution: Solution | undefined): number {
	if (solution?.status !== 'optimal') throw new Error('What is published does not agree with itself');
	return solution.objective;
}

/** The highest value; for one that was spared, the highest that an answer before it showed. */
function highOf(solutions: Solution[], at: number, column: number): number {
	const solution = solutions[at];
	if (solution?.status === 'unbounded') return Infinity;
	if (solution?.status === 'optimal') return solution.objective;
	return Math.max(...solutions.slice(0, at).map(({ values }) => values?.[column] ?? -Infinity));
}

function keep(
	{ index, threshold, found }: Audit,
	count: number,
	{ low, high }: { low: number; high: number }
): void {
	const { key, truth } = index.view.seen[count] ?? { key: '', truth: 0 };
	const isSmall = truth > 0 && truth < threshold;
	const wide = high >= threshold - NEAR && high - low >= threshold - 1 - NEAR;
	found.set(count, { cell: key, value: truth, low, high, safe: !isSmall || wide });
}
