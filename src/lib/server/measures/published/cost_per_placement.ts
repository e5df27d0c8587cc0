import type { CellStatus } from '$lib/domain';
import { costRows, placeKey, toldCount, WITHHELD_COSTS } from '../funding/cohort-cost';
import { familyRows } from '../kept/family-rows';
import type { KeptRow } from '../kept/slice';
import type { Ask, Measure, Reply } from '../measure';
import { isHidden } from '../rows/count-rows';

export const measure: Measure = {
	declaration: {
		id: 'cost_per_placement',
		section: 'funding',
		title: 'Cost per placement',
		question: 'What was spent on the people who began training, for each who left into a job?',
		definition:
			'All dollars that the ledger names, by data end, for services delivered to the people who began training (their first stay in the health field), whether they left or not, per person of them who was employed at exit (measure: employed at exit); by start quarter. A cohort of which as many are still in training is not yet observable; where people have not all left, the cost is still too high: more will be placed.',
		unit: 'dollars',
		numerator: 'dollars of services delivered to the people who began',
		denominator: 'persons of them who were employed at exit',
		tables: [['start_quarter', 'program']],
		family: 'training',
		disclosure: WITHHELD_COSTS,
		source: 'HPOG implementation reports: cost per placement (OPRE)'
	},
	restsOn: ['participants', 'enrollments', 'deliveries', 'outcomes'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { threshold } = ask.context;
	const names = [...new Set([...ask.by, ...Object.keys(ask.where)])];
	const asked = names.length > 0 ? names : ['start_quarter'];
	const exits = await familyRows({ ...ask, by: asked, where: {} }, 'exit');
	const fits = (row: KeptRow) => Object.entries(ask.where).every(([name, value]) => row[name] === value);
	if (names.length > 0) {
		const placed = new Map(exits.rows.filter(fits).map((row) => [placeKey(row, ask.by), row]));
		const counted = (row: KeptRow) => placedOf(placed.get(placeKey(row, ask.by)), threshold);
		return costRows(ask, { counted, awaits: true });
	}
	const [all] = (await familyRows(ask, 'exit')).rows;
	const never = exits.rows.find((row) => row.start_quarter === 'none');
	const began = apart(placedOf(all, threshold), toldCount(never, 'employed', threshold), threshold);
	return costRows(ask, { counted: () => began, awaits: true });
}

/** Nobody whose observation is due means that it is too early to tell. */
function placedOf(row: KeptRow | undefined, threshold: number): number | CellStatus {
	if (!row || (Number(row.due) === 0 && !isHidden(row, ['due']))) return 'not_yet_observable';
	return toldCount(row, 'employed', threshold);
}

/** Everybody who was placed, less those who never began training. */
function apart(all: number | CellStatus, never: number | CellStatus, threshold: number): number | CellStatus {
	if (typeof all !== 'number') return all;
	if (typeof never !== 'number') return never;
	const began = all - never;
	return began > 0 && began < threshold ? 'withheld' : began;
}
