import type { Question } from '$lib/domain';
import { readBoundaries } from '$lib/server/desk';
import type { FigureOptions } from '$lib/server/figures';
import type { FigureOrRefusal } from '$lib/ui/figure-card';
import { askCard, type PageRequest } from '../draw-card';
import type { Reading } from '../read-state';
import { conditionsOf, type CoverageFilters } from './read-filters';

/** The figures of the coverage page; one that the choices leave no room for is missing. */
export interface CoverageFigures {
	now: FigureOrRefusal;
	compared: FigureOrRefusal | null;
	reasons: FigureOrRefusal;
	time: FigureOrRefusal;
	places: FigureOrRefusal | null;
	/** The same on the partnership's outlines of ZIP codes, where it supplied any. */
	map: FigureOrRefusal | null;
	rules: FigureOrRefusal | null;
}

/** Asks for every figure that the choices call for, all of one state. */
export async function coverageFigures(
	request: PageRequest,
	reading: Reading,
	filters: CoverageFilters
): Promise<CoverageFigures> {
	const where = conditionsOf(filters);
	const by = openBreakdowns(filters);
	const card = (id: string, question: Question, options?: FigureOptions) =>
		askCard(request, id, reading.ask(question), options);
	const at = (quarter: string) => ({ ...where, quarter });
	const boundaries = hasPlaces(filters) ? readBoundaries(request.locals.home.dir) : null;
	// By ZIP code one quarter has too few people in most places; all quarters together have enough.
	const byZip = { measure: 'need_coverage', by: ['zip'], where };
	const [now, compared, reasons, time, places, map, rules] = await Promise.all([
		card('coverage', { measure: 'need_coverage', by, where: at(filters.quarter) }),
		filters.compare
			? card('coverage-compared', { measure: 'need_coverage', by, where: at(filters.compare) })
			: null,
		card('reasons', { measure: 'gap_reason', by: by.slice(0, 1), where: at(filters.quarter) }),
		card('time', { measure: 'need_coverage', by: ['quarter'], where }),
		hasPlaces(filters) ? card('places', byZip) : null,
		boundaries ? card('map', byZip, { form: 'place-map', boundaries }) : null,
		filters.partner
			? null
			: card('rules', { measure: 'nominal_coverage', by: by.slice(0, 1), where: at(filters.quarter) })
	]);
	return { now, compared, reasons, time, places, map, rules };
}

/** ZIP codes are published by service, not by population or partner. */
function hasPlaces({ service, population, partner }: CoverageFilters): boolean {
	return Boolean(service) && !population && !partner;
}

/** The breakdowns that the choices leave open. A partner's needs are published by service alone. */
function openBreakdowns({ service, population, partner }: CoverageFilters): string[] {
	const open = [service ? '' : 'service', population || partner ? '' : 'population'];
	return open.filter(Boolean);
}
