import { quarterLabel } from '$lib/domain';
import { partners } from '$lib/server/intake';
import { gapRows, type GapRow } from '$lib/ui/gap-row';
import { readState, type Reading } from '../read-state';
import { cellLinks } from './cell-links';
import { coverageFigures } from './coverage-figures';
import { conditionsOf, filterChoices, readFilters, type CoverageFilters } from './read-filters';
import type { PageServerLoad } from './$types';

/** Who needs which support, who got it, and why the rest did not. */
export const load: PageServerLoad = async (event) => {
	const { warehouse, settings } = event.locals;
	const reading = await readState(event.locals);
	if (!reading) return { coverage: null };
	const filters = readFilters(event.url.searchParams, reading);
	const [figures, gaps, cells, known] = await Promise.all([
		coverageFigures(event, reading, filters),
		gapsOf(reading, filters),
		cellLinks(reading, filters.quarter),
		partners(warehouse)
	]);
	const choices = filterChoices(reading.quarters, known, settings.calendar);
	const quarter = quarterLabel(filters.quarter, settings.calendar);
	const { state, asOf } = reading;
	return { coverage: { state, asOf, quarter, filters, choices, figures, gaps, cells } };
};

/** The gaps by what the choices leave open: services, else populations. */
async function gapsOf(
	{ askIfAny }: Reading,
	filters: CoverageFilters
): Promise<{ column: string; rows: GapRow[] }> {
	const column = filters.service ? 'population' : 'service';
	const where: Record<string, string> = { ...conditionsOf(filters), quarter: filters.quarter };
	const question = { by: [column], where };
	if (where[column]) return { column, rows: [] };
	const [reasons, coverage] = await Promise.all([
		askIfAny({ measure: 'gap_reason', ...question }),
		askIfAny({ measure: 'need_coverage', ...question })
	]);
	return { column, rows: reasons && coverage ? gapRows(reasons, coverage, column) : [] };
}
