import { error } from '@sveltejs/kit';
import { codeList } from '$lib/catalog';
import { quarterLabel } from '$lib/domain';
import { kindWords } from '$lib/ui/kind-words';
import { CELL_WORDS } from '$lib/ui/words/coverage-cell';
import { focusOf } from '../../../focus-award';
import { readState, type Reading } from '../../../read-state';
import { readFilters } from '../../read-filters';
import { aroundEnd } from './award-end';
import { cellFigures, type CellChoice } from './cell-figures';
import { changeWords, lineWords, reasonWords } from './cell-words';
import type { PageServerLoad } from './$types';

/** One service for one population: who needs it, who may, who did, how long it took, and why not. */
export const load: PageServerLoad = async (event) => {
	const service = labelOf('services', event.params.service);
	const population = labelOf('populations', event.params.population);
	const { settings } = event.locals;
	const name = CELL_WORDS.title(service, population);
	const reading = await readState(event.locals);
	if (!reading) return { name, cell: null };
	const { quarter, compare } = readFilters(event.url.searchParams, reading);
	const choice = { service: event.params.service, population: event.params.population, quarter, compare };
	const [figures, words, balances] = await Promise.all([
		cellFigures(event, reading, choice),
		cellWords(reading, choice),
		reading.askIfAny({ measure: 'award_balance', by: ['quarter', 'award'] })
	]);
	const around = { focus: focusOf(balances, settings), calendar: settings.calendar };
	const end = await aroundEnd(reading, { service: choice.service, population: choice.population }, around);
	const label = (one: string) => quarterLabel(one, settings.calendar);
	const quarters = reading.quarters.toReversed().map((one) => ({ value: one, label: label(one) }));
	const { state, asOf } = reading;
	return {
		name,
		cell: { state, asOf, quarter, compare, label: label(quarter), quarters, figures, ...words, end }
	};
};

/** The label of a code; an address with another word leads nowhere. Nobody is in the population `any`. */
function labelOf(list: 'services' | 'populations', code: string): string {
	const found = codeList(list).codes.find((candidate) => candidate.code === code);
	if (!found || (list === 'populations' && code === 'any')) error(404, CELL_WORDS.unknown[list]);
	return found.label;
}

async function cellWords({ askIfAny }: Reading, { service, population, quarter, compare }: CellChoice) {
	const where = { service, population, quarter };
	const since: Record<string, string> = compare ? { since: compare } : {};
	const [kinds, lines, reasons, change] = await Promise.all([
		askIfAny({ measure: 'coverage_kinds', where }),
		askIfAny({ measure: 'live_offerings', where }),
		askIfAny({ measure: 'gap_reason', where }),
		askIfAny({ measure: 'coverage_change', where: { ...where, ...since } })
	]);
	return {
		kinds: kindWords(kinds?.rows[0]),
		lines: lineWords(lines),
		reasons: reasonWords(reasons),
		change: changeWords(change)
	};
}
