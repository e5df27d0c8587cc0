import type { Family, FamilyCell, FamilyDimension, Protection } from '../family';
import {
	isCounted,
	layOut,
	linesByCombination,
	numberOf,
	truthOf,
	variablesIn,
	type Desk,
	type Line,
	type Seen
} from './reader-desk';
import { workedOut, type WorkedOut } from './worked-out';

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
	const identities = identitiesOf(family, desk);
	const inequalities = linesOf(family, 'overlapping').flatMap(({ lines, dimension }) =>
		overlapRules(lines, dimension, desk)
	);
	for (const rest of workedOut(family, desk)) {
		if (rest.isRule || isSmall(rest, protection)) identities.push(enter(rest, desk));
	}
	return { seen: desk.seen, identities, inequalities };
}

/** Every sum that the definitions imply. */
export function identitiesOf(family: Family, desk: Desk): Identity[] {
	const additions = linesOf(family, 'partition').flatMap(({ lines }) =>
		lines.flatMap((line) => additive(line, desk))
	);
	return [...sumRules(family, desk), ...linkRules(family, desk), ...additions];
}

function linesOf({ dimensions, cells }: Family, kind: FamilyDimension['kind']) {
	return dimensions
		.filter((dimension) => dimension.kind === kind)
		.flatMap((dimension) =>
			[...linesByCombination(cells, dimension.id).values()].map((lines) => ({ lines, dimension }))
		);
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

function isSmall({ people }: WorkedOut, { threshold }: Protection): boolean {
	return people > 0 && people < threshold;
}

/** It stands in no table: a reader sees it like a withheld count that may be nobody. */
function enter({ key, people, counts, signs }: WorkedOut, { seen }: Desk): Identity {
	seen.push({ key, truth: people, hidden: true, least: 0, isLeft: true });
	return { counts: [...counts, seen.length - 1], signs: [...signs, -1] };
}
