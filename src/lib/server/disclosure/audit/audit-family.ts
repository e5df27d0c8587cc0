import { solveEach, type Objective, type Solution } from '$lib/server/solver';
import type { Family, Policy, Protection } from '../family';
import { writeProgram, type ReaderProgram } from './reader-program';
import type { Seen } from './reader-desk';
import { viewAsReader } from './reader-view';

/** How narrow a reader of everything published can get one withheld count. */
export interface AuditedCell {
	cell: string;
	value: number;
	low: number;
	high: number;
	safe: boolean;
}

export interface AuditOptions {
	/** Gives the narrowest intervals; else any that are wide enough. */
	exact?: boolean;
	/** Looks at withheld counts that are not small, too. */
	complementary?: boolean;
}

/** Solver's answers are right to this. */
const NEAR = 1e-6;

/** Questions about many counts in one call; and calls before what is left is asked one by one. */
const QUESTIONS = 12;
const CALLS = 6;

/**
 * Works out, by smallest and largest values that agree with everything published of a family, whether a reader can
 * narrow a small count so far that it is known to be small; one that is shown is. Looks at all that hangs together at once. Apart
 * from the chooser's code.
 */
export async function auditFamily(
	family: Family,
	protection: Protection,
	policy: Policy,
	{ exact = false, complementary = false }: AuditOptions = {}
): Promise<AuditedCell[]> {
	const { seen, ...rules } = viewAsReader(family, protection);
	const audit = new Audit(seen, writeProgram({ seen, ...rules }), policy.threshold);
	const isSmall = ({ truth }: Seen) => truth > 0 && truth < policy.threshold;
	const targets = [...seen.keys()].filter((count) => {
		const one = seen[count];
		return one?.hidden && (complementary || isSmall(one));
	});
	const open = [...seen.keys()].filter((count) => seen[count] && !seen[count].hidden && isSmall(seen[count]));
	if (!exact) for (let call = 0; call < CALLS; call++) await audit.askTogether(targets);
	await audit.askOneByOne(targets, exact);
	return [...open, ...targets].map((count) => audit.cell(count));
}

class Audit {
	private readonly lows: number[];
	private readonly highs: number[];
	private asked = 0;

	constructor(
		private readonly seen: Seen[],
		private readonly reader: ReaderProgram,
		private readonly threshold: number
	) {
		this.lows = seen.map(({ truth }) => truth);
		this.highs = seen.map(({ truth }) => truth);
	}

	cell(count: number): AuditedCell {
		const { key, truth } = this.seen[count] ?? { key: '', truth: 0 };
		const [low, high] = [this.lows[count] ?? 0, this.highs[count] ?? 0];
		return { cell: key, value: truth, low, high, safe: this.isSafe(count) };
	}

	/** Every value that agrees with what is published is one that a reader must allow for; so many are asked for at once. */
	async askTogether(targets: number[]): Promise<void> {
		const left = targets.filter((count) => !this.isSafe(count));
		if (left.length === 0) return;
		const questions = Array.from({ length: QUESTIONS }, (_, at): Objective => {
			const place = this.asked++;
			const some = left.filter((count) => place % QUESTIONS === 0 || (count * 31 + place * 17) % 7 < 3);
			return {
				sense: at % 3 === 2 ? 'minimize' : 'maximize',
				terms: some.map((count) => [this.columnOf(count), 1 + ((count + place) % 5) / 10])
			};
		});
		const program = { ...this.reader.program, upper: this.reader.program.upper.slice() };
		for (const count of targets) {
			const column = this.columnOf(count);
			const enough = (this.seen[count]?.truth ?? 0) + this.threshold;
			program.upper[column] = Math.min(program.upper[column] ?? Infinity, enough);
		}
		for (const solution of await solveEach(program, questions)) this.note(solution);
	}

	async askOneByOne(targets: number[], exact: boolean): Promise<void> {
		for (let from = 0; from < targets.length; from += QUESTIONS) {
			const some = targets.slice(from, from + QUESTIONS).filter((count) => exact || !this.isSafe(count));
			const questions = some.flatMap((count): Objective[] => [
				{ sense: 'minimize', terms: [[this.columnOf(count), 1]] },
				{ sense: 'maximize', terms: [[this.columnOf(count), 1]] }
			]);
			const solutions = await solveEach(this.reader.program, questions);
			solutions.forEach((solution, at) => {
				if (solution.status === 'unbounded') this.highs[some[at >> 1] ?? -1] = Infinity;
				else if (solution.status === 'infeasible')
					throw new Error('What is published does not agree with itself');
				this.note(solution);
			});
		}
	}

	private note({ values }: Solution): void {
		if (!values) return;
		for (const [count, column] of this.reader.columnOf) {
			const value = values[column] ?? 0;
			this.lows[count] = Math.min(this.lows[count] ?? value, value);
			this.highs[count] = Math.max(this.highs[count] ?? value, value);
		}
	}

	private columnOf(count: number): number {
		return this.reader.columnOf.get(count) ?? 0;
	}

	private isSafe(count: number): boolean {
		const { truth = 0, isLeft = false } = this.seen[count] ?? {};
		if (truth === 0 || truth >= this.threshold) return true;
		const [low, high] = [this.lows[count] ?? truth, this.highs[count] ?? truth];
		/* Of people in no table nobody says that there are any: zero is as good as the threshold. */
		const isReached = high >= this.threshold - NEAR || (isLeft && low < NEAR);
		return isReached && high - low >= this.threshold - 1 - NEAR;
	}
}
