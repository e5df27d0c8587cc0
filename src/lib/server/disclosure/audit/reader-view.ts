import { cellKey, type Family, type FamilyCell, type FamilyDimension, type Protection } from '../family';

/** What a reader sees of one count: its value, or only that it is withheld and how small it may be. */
export interface Seen {
	key: string;
	/** The true count; a reader knows it where it is not hidden. */
	truth: number;
	hidden: boolean;
	least: number;
	/** Stands in no table: what a total less one of its parts leaves over. */
	isLeft?: boolean;
}

/** Counts whose signed sum is zero: a total and its parts. */
export interface Identity {
	counts: number[];
	signs: number[];
}

/** A count that these parts of it together do not exceed (`most`), or that they reach (`sum`). */
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
	const identities = [...sumRules(family, desk), ...linkRules(family, desk)];
	const inequalities: Inequality[] = [];
	for (const dimension of family.dimensions) {
		for (const lines of linesByCombination(family.cells, dimension.id).values()) {
			if (dimension.kind === 'partition') {
				identities.push(...lines.flatMap((line) => additive(line, desk)));
				continue;
			}
			inequalities.push(...overlapRules(lines, dimension, desk));
			identities.push(...leftOver(lines, dimension, { desk, threshold: protection.threshold }));
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
	const seen: Seen[] = family.cells.flatMap(({ at, counts, told: toldBy }) =>
		Object.entries(counts).map(([variable, truth]) => {
			const key = cellKey(variable, at);
			const total =
				counts[family.sums.find((sum) => sum.tellsShare && sum.parts.includes(variable))?.total ?? ''];
			const share = above.get(key);
			const told = share === undefined ? 0 : Math.floor(((total ?? 0) * share) / 100) + 1;
			const least = Math.max(mayBeZero.has(key) ? 0 : 1, told);
			return { key, truth, hidden: hidden.has(key), least, isLeft: toldBy === 'never' };
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

/** Sums over cells; a part that does not occur is zero. */
function linkRules({ links = [] }: Family, desk: Desk): Identity[] {
	return links.map(({ total, parts }) => {
		const all = [...parts, total].map(({ variable, at }, place) => ({
			number: numberOf(desk, variable, at),
			sign: place < parts.length ? 1 : -1
		}));
		const occurring = all.filter(({ number }) => number >= 0);
		return { counts: occurring.map(({ number }) => number), signs: occurring.map(({ sign }) => sign) };
	});
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
function overlapRules(lines: Line[], { id, disjoint }: FamilyDimension, desk: Desk): Inequality[] {
	const isFast =
		disjoint?.within === undefined || lines.every(({ total }) => (disjoint.within ?? '') in total);
	const loners = (isFast && disjoint?.values) || [];
	const sumOf = (numbers: number[]) => numbers.reduce((sum, one) => sum + truthOf(desk, one), 0);
	return variablesIn(lines.flatMap(({ cells }) => cells)).flatMap((variable) => {
		const numbersOf = (cells: FamilyCell[]) =>
			cells.map(({ at }) => numberOf(desk, variable, at)).filter((number) => number >= 0);
		const all = lines.map(({ cells, total }) => {
			const isAlone = ({ at }: FamilyCell) => loners.includes(at[id] ?? '');
			const [alone, others] = [
				numbersOf(cells.filter(isAlone)),
				numbersOf(cells.filter((cell) => !isAlone(cell)))
			];
			return { total: numberOf(desk, variable, total), alone, others };
		});
		const holds = (rule: Inequality) => sumOf(rule.parts) <= truthOf(desk, rule.total);
		const single = all.flatMap(({ total, alone, others }) => mostRules(total, [...alone, ...others], []));
		const joint = all.flatMap(({ total, alone, others }) => mostRules(total, others, alone));
		const sums = all.map(({ total, alone, others }): Inequality => ({
			kind: 'sum',
			total,
			parts: [...alone, ...others]
		}));
		return [
			...(single.every(holds) ? single : []),
			...(loners.length > 0 && joint.every(holds) ? joint : []),
			...(sums.every(({ total, parts }) => truthOf(desk, total) <= sumOf(parts)) ? sums : [])
		];
	});
}

/** Each part, and whoever is in none of the others, are among those of the total. */
function mostRules(total: number, parts: number[], alone: number[]): Inequality[] {
	const together = parts.length > 0 ? parts.map((part) => [...alone, part]) : alone.length > 0 ? [alone] : [];
	return together.map((some) => ({ kind: 'most', total, parts: some }));
}

/**
 * A total less one part counts people too, where all people of a part are among the total's. It stands in no table: a
 * reader sees it like a withheld count that may be nobody.
 */
function leftOver(
	lines: Line[],
	{ nested }: FamilyDimension,
	{ desk, threshold }: { desk: Desk; threshold: number }
): Identity[] {
	const all = variablesIn(lines.flatMap(({ cells }) => cells));
	return all
		.filter((variable) => nested?.includes(variable) ?? true)
		.flatMap((variable) => {
			const pairs = lines.flatMap(({ cells, total }) =>
				cells.map(({ at }) => [numberOf(desk, variable, total), numberOf(desk, variable, at)] as const)
			);
			const left = pairs.map(([total, part]) => truthOf(desk, total) - truthOf(desk, part));
			if (left.some((people) => people < 0)) return [];
			return pairs.flatMap(([total, part], at) => {
				const people = left[at] ?? 0;
				const isSmall = people > 0 && people < threshold && truthOf(desk, part) > 0;
				return isSmall ? [leftBy(desk, { total, part, people })] : [];
			});
		});
}

function leftBy(
	{ seen }: Desk,
	{ total, part, people }: { total: number; part: number; people: number }
): Identity {
	const key = `${seen[total]?.key ?? ''} less ${seen[part]?.key ?? ''}`;
	seen.push({ key, truth: people, hidden: true, least: 0, isLeft: true });
	return { counts: [part, seen.length - 1, total], signs: [1, 1, -1] };
}

function truthOf({ seen }: Desk, number: number): number {
	return seen[number]?.truth ?? 0;
}

function variablesIn(cells: FamilyCell[]): string[] {
	return [...new Set(cells.flatMap(({ counts }) => Object.keys(counts)))];
}
