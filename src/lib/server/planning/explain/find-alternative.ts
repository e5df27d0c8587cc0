import { writeCount, type Alternative, type Plan } from '$lib/domain';
import { study, type Terms } from '$lib/server/solver';
import { findBest, limits, type Best, type BestOptions } from '../find-best';
import { extendProgram } from '../programme/extend-program';
import type { Written } from '../programme/write-program';

/** What may be given up of the objective. */
const WITHIN = 0.01;

/** Beyond this, a search over sets of partners takes longer than anybody waits. */
const MOST_COLUMNS = 40_000;

/** Seconds for the search. */
const SEARCH = 20;

/** A second plan within a hundredth of the best that makes do with the fewest partners; nothing where the search is too large. */
export async function findAlternative(
	plan: Plan,
	best: Best,
	options: BestOptions
): Promise<Alternative | null> {
	const { written, bound } = best;
	if (bound === null || written.program.costs.length > MOST_COLUMNS) return null;
	const objective = valueOf(best);
	const { program, choices } = withChoices(written, objective * (1 - WITHIN));
	const timeLimit = Math.min(options.timeLimit ?? SEARCH, SEARCH);
	const searched = await study(program, { ...limits(options), timeLimit, gap: 0 });
	if (!searched.values) return null;
	const partners = plan.partners.map(({ id }) => id).filter((_, k) => searched.values![choices[k]!]! > 0.5);
	const among = new Set(partners);
	const kept = { ...plan, capacity: plan.capacity.filter(({ partner }) => among.has(partner)) };
	const second = await findBest(kept, { ...options, steps: 'none', preference: best.preference });
	if (!second.answer) return null;
	const { allocation } = second.answer;
	const proven = searched.status === 'optimal';
	return {
		objective: valueOf(second),
		within: WITHIN,
		partners,
		proven,
		allocation,
		words: say(plan, partners, proven)
	};
}

function valueOf({ written, values }: Best): number {
	return written.program.costs.reduce((sum, cost, column) => sum + cost * values![column]!, 0);
}

/** Whether a partner helps anybody is chosen; the fewest are wanted, while the objective stays above a limit. */
function withChoices(written: Written, least: number): { program: Written['program']; choices: number[] } {
	const { program, numbered } = written;
	const own = program.costs.length;
	const choices = numbered.plan.partners.map((_, k) => own + k);
	const rows = byPlace(written).map(({ partner, columns, most }) => ({
		lower: -Infinity,
		upper: 0,
		terms: [
			...columns.map((column): [number, number] => [column, 1]),
			[choices[partner]!, -most] as [number, number]
		]
	}));
	const terms: Terms = [];
	program.costs.forEach((cost, column) => cost !== 0 && terms.push([column, cost]));
	return {
		choices,
		program: extendProgram(program, {
			columns: choices.map(() => ({ cost: 1, lower: 0, upper: 1, whole: true })),
			rows: [...rows, { lower: least, upper: Infinity, terms }],
			costs: new Float64Array(own),
			sense: 'minimize'
		})
	};
}

interface PartnerColumns {
	partner: number;
	columns: number[];
	most: number;
}

/** The columns of people by partner and service, and how many people they can be together. */
function byPlace({ numbered, openings, first, pooled, reach }: Written): PartnerColumns[] {
	const places = new Map<string, PartnerColumns>();
	openings.forEach(({ need, awards, partners, pairs }, at) => {
		const { service } = numbered.plan.need[need]!;
		const own = pooled[at]
			? partners
			: (pairs?.map(({ partner }) => partner) ?? awards.flatMap(() => partners));
		own.forEach((partner, i) => {
			const key = `${partner} ${service}`;
			const place = places.get(key) ?? { partner, columns: [], most: 0 };
			place.columns.push(first[at]! + i);
			place.most += reach[first[at]! + i]!;
			places.set(key, place);
		});
	});
	return [...places.values()];
}

function say(plan: Plan, partners: string[], proven: boolean): string {
	const fewer = plan.partners.length - partners.length;
	const which = partners.length === 1 ? 'one partner' : `${writeCount(partners.length)} partners`;
	const end = proven ? 'Fewer cannot reach that.' : 'Whether fewer could was not settled in the time given.';
	return fewer === 0
		? 'Every partner is needed to stay within 1% of the best plan.'
		: `With ${which} (${partners.join(', ')}) a plan within 1% of the best is possible. ${end}`;
}
