import { readFileSync } from 'node:fs';
import type { Plan, PlanResult } from '$lib/domain';
import { readPlan, solvePlan, type PlanOptions } from '$lib/server/planning';

/** The reference instances whose optima two solvers agree on; see instances/README.md. */
export const INSTANCES = ['i01', 'i02', 'i03', 'i04', 'i05', 'i06', 'i07'];

/** A reference instance as a document. */
export function instance(id: string): Document {
	return JSON.parse(readFileSync(`tests/planning/instances/${id}.json`, 'utf8')) as Document;
}

/** The proven objective of a reference instance. */
export function provenObjective(id: string): number {
	const all = JSON.parse(readFileSync('tests/planning/instances/optimal.json', 'utf8')) as Record<
		string,
		{ objective: number }
	>;
	return all[id]?.objective ?? NaN;
}

/** A plan document as somebody might write it. */
export type Document = Partial<Omit<Plan, 'funders'>> & {
	funders: (Partial<Plan['funders'][number]> & { id: string })[];
};

/** The plan that a document says; throws with everything that is wrong with it. */
export function planOf(document: unknown): Plan {
	const read = readPlan(document);
	if ('problems' in read) throw new Error(read.problems.join('\n'));
	return read.plan;
}

/** Everything that is wrong with a document. */
export function problemsOf(document: unknown): string[] {
	const read = readPlan(document);
	return 'problems' in read ? read.problems : [];
}

/** Solves a document without explanations, unless they are asked for. */
export function solved(document: unknown, options: PlanOptions = {}): Promise<PlanResult> {
	const read = readPlan(document);
	if ('problems' in read) throw new Error(read.problems.join('\n'));
	return solvePlan(read.plan, { explain: false, notes: read.notes, ...options });
}

/** A plan small enough to count on fingers: tuition at $1,000 and books at $100, one college, two populations, two quarters. */
export function smallPlan(change: Partial<Document> = {}): Document {
	const quarters = [0, 1];
	const places = (service: string, units: number) =>
		quarters.map((quarter) => ({ partner: 'college', service, quarter, units }));
	return {
		id: 'small',
		quarters: 2,
		populations: [{ id: 'refugee' }, { id: 'tanf' }],
		services: [
			{ id: 'books', group: 'support' },
			{ id: 'tuition', group: 'training' }
		],
		partners: [{ id: 'college', indirect_rate: 0 }],
		unit_cost: [
			{ partner: 'college', service: 'books', cost: 100 },
			{ partner: 'college', service: 'tuition', cost: 1000 }
		],
		capacity: [...places('books', 50), ...places('tuition', 10)],
		need: quarters.flatMap((quarter) => [
			{ population: 'refugee', service: 'tuition', quarter, units: 4, weight: 10 },
			{ population: 'tanf', service: 'books', quarter, units: 10, weight: 2 },
			{ population: 'tanf', service: 'tuition', quarter, units: 4, weight: 12 }
		]),
		funders: [award('grant', { budget: 6000, services: ['tuition'], populations: ['refugee', 'tanf'] })],
		...change
	};
}

/** An award that lives for both quarters of the small plan. */
export function award(id: string, rules: Partial<Plan['funders'][number]>): Document['funders'][number] {
	return { id, federal: true, flexible: false, budget: 0, first_quarter: 0, last_quarter: 1, ...rules };
}

/** People whom a result helps. */
export function people({ allocation }: PlanResult): number {
	return allocation.reduce((sum, { units }) => sum + units, 0);
}
