import type { StratumPeople } from './strata-steps';

/** Whoever withdrew is told of each group within each stratum. */
const TOLD = 'withdrew';

/** All strata that are not told, together. */
const REST = '';

/** Bounds creep together step by step; where that is cut short they are wider than a reader's. */
const TURNS = 50;

/** What a reader must allow for of one kind in a group within a stratum. */
interface Cell {
	group: string;
	stratum: string;
	people: number;
	/** Everybody who left as any kind that is not told here. */
	others: number;
	low: number;
	high: number;
}

/**
 * Whether it stays open who left in which other way, completed or transferred, of each group within each told stratum.
 * How many left otherwise is told there, and by kind for each group and each stratum by their curves; where nobody of a
 * stratum completed, those of its groups did not either, and the other strata get theirs.
 */
export function areKindsOpen(
	people: readonly StratumPeople[],
	{ ends, strata }: { ends: readonly number[]; strata: readonly string[] },
	threshold: number
): boolean {
	const kinds = [...new Set(people.map(({ kind }) => kind))].filter((kind) => kind !== TOLD);
	if (kinds.length < 2) return true;
	const placed = people
		.filter(({ kind }) => kind !== TOLD)
		.map((one) => (strata.includes(one.stratum) ? one : { ...one, stratum: REST }));
	return ends.every((to, at) => {
		const left = placed.filter(({ month }) => month > (ends[at - 1] ?? 0) && month <= to);
		return kinds.every((kind) => narrowed(cellsOf(left, kind)).every((cell) => isOpen(cell, threshold)));
	});
}

function isOpen({ people, others, low, high }: Cell, threshold: number): boolean {
	const isSmall = [people, others - people].some((count) => count > 0 && count < threshold);
	return !isSmall || high - low >= threshold - 1;
}

function cellsOf(left: readonly StratumPeople[], kind: string): Cell[] {
	return [...Map.groupBy(left, ({ group, stratum }) => JSON.stringify([group, stratum])).values()].map(
		(some) => {
			const [{ group, stratum } = { group: '', stratum: '' }] = some;
			const others = sizeOf(some);
			const own = sizeOf(some.filter((one) => one.kind === kind));
			return { group, stratum, people: own, others, low: 0, high: others };
		}
	);
}

/** What the sums of each group and of each stratum leave. */
function narrowed(cells: Cell[]): Cell[] {
	const lines = (['group', 'stratum'] as const).flatMap((by) => [
		...Map.groupBy(cells, (cell) => cell[by]).values()
	]);
	let isMoved = true;
	for (let turn = 0; isMoved && turn < TURNS; turn++) isMoved = lines.map(narrow).includes(true);
	return cells;
}

function narrow(line: Cell[]): boolean {
	const sum = (name: 'people' | 'low' | 'high') => line.reduce((all, cell) => all + cell[name], 0);
	const [people, low, high] = [sum('people'), sum('low'), sum('high')];
	let isMoved = false;
	for (const cell of line) {
		const least = Math.max(cell.low, people - (high - cell.high));
		const most = Math.min(cell.high, people - (low - cell.low));
		isMoved ||= least > cell.low || most < cell.high;
		[cell.low, cell.high] = [least, most];
	}
	return isMoved;
}

function sizeOf(some: readonly StratumPeople[]): number {
	return some.reduce((sum, { people }) => sum + people, 0);
}
