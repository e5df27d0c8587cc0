import { cellKey, type Family, type FamilyCell, type Protection } from '../family';

/** What a reader sees of one count: its value, or only that it is withheld and how small it may be. */
export interface Seen {
	key: string;
	/** The true count; a reader knows it where it is not hidden. */
	truth: number;
	hidden: boolean;
	least: number;
}

/** Counts whose signed sum is zero: a total and its parts. */
export interface Identity {
	counts: number[];
	signs: number[];
}

/** A count that no part of it exceeds (`most`), or that the sum of its parts reaches (`sum`). */
export interface Inequality {
	kind: 'most' | 'sum';
	/** -1 where the total does not occur, hence zero. */
	total: number;
	parts: number[];
}

/** Everything published of a family, as a reader who knows the definitions sees it. Written apart from the chooser. */
export interface ReaderView {
	seen: Seen[];
	identities: Identity[];
	inequalities: Inequality[];
}

/** Lays out what a reader sees and every rule that the definitions imply. */
export function viewAsReader(family: Family, protection: Protection): ReaderView {
	const desk = layOut(family, protection);
	const identities = [...sumRules(family, desk)];
	const inequalities: Inequality[] = [];
	for (const { id, kind } of family.dimensions) {
		for (const lines of linesByCombination(family.cells, id).values()) {
			if (kind === 'partition') identities.push(...lines.flatMap((line) => additive(line, desk)));
			else inequalities.push(...overlapRules(lines, desk));
		}
	}
	return { seen: desk.seen, identities, inequalities };
}

interface Desk {
	seen: Seen[];
	/** Number of a count by its key. */
	numbers: Map<string, number>;
	/** Which variables the cells of a combination of breakdowns count. */
	counted: Map<string, Set<string>>;
}

/** A line of cells that differ in one breakdown, and where their total would stand. */
interface Line {
	cells: FamilyCell[];
	total: Record<string, string>;
}

function layOut(family: Family, protection: Protection): Desk {
	const hidden = new Set(protection.hidden);
	const mayBeZero = new Set(protection.mayBeZero);
	const above = new Map(protection.above.map(({ key, share }) => [key, share]));
	const seen = family.cells.flatMap(({ at, counts }) =>
		Object.entries(counts).map(([variable, truth]) => {
			const key = cellKey(variable, at);
			const total =
				counts[family.sums.find((sum) => sum.tellsShare && sum.parts.includes(variable))?.total ?? ''];
			const share = above.get(key);
			const told = share === undefined ? 0 : Math.floor(((total ?? 0) * share) / 100) + 1;
			const least = Math.max(mayBeZero.has(key) ? 0 : 1, told);
			return { key, truth, hidden: hidden.has(key), least };
		})
	);
	const counted = new Map<string, Set<string>>();
	for (const { at, counts } of family.cells) {
		const variables = counted.get(combinationOf(at)) ?? new Set();
		for (const variable of Object.keys(counts)) variables.add(variable);
		counted.set(combinationOf(at), variables);
	}
	return { seen, numbers: new Map(seen.map(({ key }, number) => [key, number])), counted };
}

function combinationOf(at: Record<string, string>): string {
	return Object.keys(at).sort().join();
}

/** Whether a total that does not occur holds zero: not where nothing is counted of the variable at its breakdowns. */
function isCounted({ counted }: Desk, variable: string, total: Record<string, string>): boolean {
	return counted.get(combinationOf(total))?.has(variable) ?? true;
}

function numberOf({ numbers }: Desk, variable: string, at: Record<string, string>): number {
	return numbers.get(cellKey(variable, at)) ?? -1;
}

function* sumRules(family: Family, desk: Desk): Generator<Identity> {
	for (const { at, counts } of family.cells) {
		for (const { total, parts } of family.sums) {
			if (!(total in counts) || !parts.every((part) => part in counts)) continue;
			const numbers = [...parts, total].map((variable) => numberOf(desk, variable, at));
			yield { counts: numbers, signs: numbers.map((_, at) => (at < parts.length ? 1 : -1)) };
		}
	}
}

function linesByCombination(cells: FamilyCell[], dimension: string): Map<string, Line[]> {
	const lines = new Map<string, Line>();
	for (const cell of cells) {
		if (!(dimension in cell.at)) continue;
		const total = { ...cell.at };
		delete total[dimension];
		const key = cellKey('', total);
		const line = lines.get(key) ?? { cells: [], total };
		line.cells.push(cell);
		lines.set(key, line);
	}
	return Map.groupBy(lines.values(), ({ total }) => combinationOf(total));
}

function additive({ cells, total }: Line, desk: Desk): Identity[] {
	const known = variablesIn(cells).filter((variable) => isCounted(desk, variable, total));
	return known.map((variable) => {
		const parts = cells.map(({ at }) => numberOf(desk, variable, at)).filter((number) => number >= 0);
		const whole = numberOf(desk, variable, total);
		const signs = parts.map(() => 1);
		return whole < 0 ? { counts: parts, signs } : { counts: [...parts, whole], signs: [...signs, -1] };
	});
}

/** A rule holds for a whole table or not at all: what some true count breaks, nobody can rely on. */
function overlapRules(lines: Line[], desk: Desk): Inequality[] {
	const truthOf = (number: number) => desk.seen[number]?.truth ?? 0;
	return variablesIn(lines.flatMap(({ cells }) => cells)).flatMap((variable) => {
		const all = lines.map(({ cells, total }) => ({
			total: numberOf(desk, variable, total),
			parts: cells.map(({ at }) => numberOf(desk, variable, at)).filter((number) => number >= 0)
		}));
		const most = all.every(({ total, parts }) => parts.every((part) => truthOf(part) <= truthOf(total)));
		const sum = all.every(
			({ total, parts }) => truthOf(total) <= parts.reduce((s, part) => s + truthOf(part), 0)
		);
		const kinds = [...(most ? (['most'] as const) : []), ...(sum ? (['sum'] as const) : [])];
		return kinds.flatMap((kind) => all.map((rule) => ({ kind, ...rule })));
	});
}

function variablesIn(cells: FamilyCell[]): string[] {
	return [...new Set(cells.flatMap(({ counts }) => Object.keys(counts)))];
}
