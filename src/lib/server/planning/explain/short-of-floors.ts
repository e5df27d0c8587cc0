import { limits, writePlan, type BestOptions } from '../find-best';
import { studyWritten } from '../study-written';
import type { Written } from '../programme/write-program';
import type { Loosened } from './conflict-rules';

/** Whether the floors of a plan can be kept, and where not, the rows that this rests on. */
export interface Shortfall {
	status: 'kept' | 'missed' | 'unknown';
	written: Written;
	/** One multiplier per row; null where none are known. */
	multipliers: Float64Array | null;
}

/** A shortfall below this share of a floor is rounding. */
const NOTHING = 1e-7;

/**
 * Falls short of the floors by as little as the other rules allow. A plan that helps nobody may always fall short, so
 * there is a start, and the multipliers of the end prove which rows keep the floors from being met.
 */
export async function fallShort(
	{ plan, floorless }: Loosened,
	options: BestOptions,
	seconds: number
): Promise<Shortfall> {
	const holding = { floorless, mayFallShort: true } as const;
	const written = writePlan(plan, new Float64Array(plan.funders.length), undefined, holding);
	const costs = new Float64Array(written.program.costs.length);
	for (const column of written.shortfalls) costs[column] = -1;
	const asked = { ...limits(options), timeLimit: seconds };
	const { status, objective, rowDuals } = await studyWritten(written, asked, costs);
	if (status !== 'optimal') return { status: 'unknown', written, multipliers: null };
	return { status: objective < -NOTHING ? 'missed' : 'kept', written, multipliers: rowDuals };
}
