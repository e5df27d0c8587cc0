import { quarterLabel } from '$lib/domain';
import { readState, type Reading } from '../../read-state';
import { readFilters } from '../read-filters';
import { movesByPartner } from './by-partner';
import { findMoves, withheldGaps } from './find-moves';
import { hangingNow } from '../../hanging-pairs';
import type { PageServerLoad } from './$types';

/** For each gap of a quarter the move that the matrix allows, the same by partner, and what hangs on one award. */
export const load: PageServerLoad = async ({ url, locals }) => {
	const reading = await readState(locals);
	if (!reading) return { moves: null };
	const { settings } = locals;
	const { quarter } = readFilters(url.searchParams, reading);
	const label = (one: string) => quarterLabel(one, settings.calendar);
	const quarters = reading.quarters.toReversed().map((value) => ({ value, label: label(value) }));
	const { state, asOf } = reading;
	return {
		moves: {
			state,
			asOf,
			quarter,
			label: label(quarter),
			quarters,
			...(await movesIn(reading, quarter)),
			latestLabel: label(reading.latest),
			hanging: await hangingNow(reading, settings.focus_award)
		}
	};
};

async function movesIn({ askIfAny }: Reading, quarter: string) {
	const question = { by: ['service', 'population'], where: { quarter } };
	const [reasons, offerings] = await Promise.all([
		askIfAny({ measure: 'gap_reason', ...question }),
		askIfAny({ measure: 'live_offerings', ...question })
	]);
	if (!reasons || !offerings) return { list: [], byPartner: [], withheld: [] };
	const list = findMoves({ reasons, offerings });
	return { list, byPartner: movesByPartner(list), withheld: withheldGaps({ reasons }) };
}
