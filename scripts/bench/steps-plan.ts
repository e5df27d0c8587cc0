import { readPlan, solveBare, solveDocument } from '$lib/server/planning';
import { judge, type BenchRow } from './bars';
import { costOf, peakMemory } from './cost';
import { makePlan, type PlanSize } from './make-plan';

/** What plans of one size cost: from the document to the proven answer, and the solver alone on the same programme. */
export interface PlanResultOfBench {
	size: string;
	/** CPU milliseconds of all threads: on the clock, who else uses the machine would decide. */
	ours: number;
	bare: number;
	/** Ours on the clock. */
	wall: number;
	objective: number;
	memory: number;
}

type Turns = Pick<PlanResultOfBench, 'ours' | 'bare' | 'wall' | 'objective'>;

/** A region as the sample partnership's, half a state, and a whole one; the smaller are asked as a slider would. */
const SIZES: Record<string, { size: Omit<PlanSize, 'seed'>; seeds: number[]; turns: number }> = {
	region: {
		size: { populations: 10, services: 16, funders: 12, partners: 6, quarters: 8 },
		seeds: [1, 2, 3],
		turns: 5
	},
	county: {
		size: { populations: 50, services: 20, funders: 20, partners: 8, quarters: 8 },
		seeds: [1],
		turns: 2
	},
	state: {
		size: { populations: 200, services: 30, funders: 40, partners: 8, quarters: 8 },
		seeds: [1],
		turns: 1
	}
};

/** Seconds for a whole state, on a machine that others use too. */
const PATIENCE = 1800;

/** Solves plans of a size in turn with the bare solver, warm; the best turn of each seed counts, their mean is told. */
export async function plans(_folder: string, scale: string): Promise<PlanResultOfBench> {
	const { size, seeds, turns } = SIZES[scale] ?? SIZES.region!;
	const found: Turns[] = [];
	for (const seed of seeds) found.push(await solveTurns(makePlan({ ...size, seed }), turns));
	const mean = (of: 'ours' | 'bare' | 'wall') => found.reduce((sum, one) => sum + one[of], 0) / found.length;
	const name = `${size.populations} x ${size.services} x ${size.funders} x ${size.quarters}`;
	const costs = { ours: mean('ours'), bare: mean('bare'), wall: mean('wall') };
	return { size: name, ...costs, objective: found[0]!.objective, memory: peakMemory() };
}

async function solveTurns(document: object, turns: number): Promise<Turns> {
	const best = { ours: Infinity, bare: Infinity, wall: Infinity, objective: NaN };
	const read = readPlan(document);
	if ('problems' in read) throw new Error(read.problems.join('\n'));
	const options = { timeLimit: PATIENCE };
	// The first turn warms both; where there is but one, nothing can be warm.
	for (let turn = turns > 1 ? -1 : 0; turn < turns; turn += 1) {
		const bare = await solveBare(read.plan, options);
		const { cost, result } = await costOf(() => solveDocument(document, { ...options, explain: false }));
		if (!result.certificate?.holds)
			throw new Error(`The answer is not proven: ${JSON.stringify(result.certificate)}`);
		if (Math.abs(bare.objective / result.certificate.objective - 1) > 1e-6)
			throw new Error(`Ours reaches ${result.certificate.objective}, the solver alone ${bare.objective}.`);
		if (turn < 0) continue;
		best.ours = Math.min(best.ours, cost.cpu);
		best.bare = Math.min(best.bare, bare.cpu);
		best.wall = Math.min(best.wall, cost.wall);
		best.objective = bare.objective;
	}
	return best;
}

/** The line of the table for plans of one size. */
export function planRow(scale: string, { size, ours, bare }: PlanResultOfBench): BenchRow {
	return judge({
		scale,
		work: `a plan of ${size}, from the document to the proven answer (CPU)`,
		limit: 'HiGHS alone on the same programme',
		limitCost: bare,
		ours,
		must: { times: 1.5 },
		aim: scale === 'state' ? '60 s' : '200 ms'
	});
}
