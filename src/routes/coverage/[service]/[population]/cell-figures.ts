import type { Quarter, Question } from '$lib/domain';
import type { FigureOrRefusal } from '$lib/ui/figure-card';
import { askCard, type PageRequest } from '../../../draw-card';
import type { Reading } from '../../../read-state';

/** A service and a population in a quarter, and perhaps an earlier quarter beside it. */
export interface CellChoice {
	service: string;
	population: string;
	quarter: Quarter;
	compare: Quarter | '';
}

/**
 * The figures of one cell. Those by partner and by ZIP are published for all populations together, and what partners
 * answered, and where people live, for all quarters together.
 */
export interface CellFigures {
	time: FigureOrRefusal;
	waits: FigureOrRefusal;
	reasons: FigureOrRefusal;
	givers: FigureOrRefusal;
	denials: FigureOrRefusal;
	recorders: FigureOrRefusal;
	places: FigureOrRefusal;
}

/** Asks for every figure of a cell, all of one state. */
export async function cellFigures(
	request: PageRequest,
	{ ask }: Reading,
	{ service, population, quarter }: CellChoice
): Promise<CellFigures> {
	const pair = { service, population };
	const card = (id: string, question: Question) => askCard(request, id, ask(question));
	const [time, waits, reasons, givers, denials, recorders, places] = await Promise.all([
		card('time', { measure: 'need_coverage', by: ['quarter'], where: pair }),
		card('waits', { measure: 'days_to_service', by: ['quarter'], where: pair }),
		card('reasons', { measure: 'gap_reason', by: ['quarter'], where: pair }),
		card('givers', { measure: 'requests_granted', by: ['partner'], where: { service } }),
		card('denials', { measure: 'denials', by: ['denial_reason'], where: { service } }),
		card('recorders', { measure: 'need_coverage', by: ['partner'], where: { service, quarter } }),
		card('places', { measure: 'need_coverage', by: ['zip'], where: { service } })
	]);
	return { time, waits, reasons, givers, denials, recorders, places };
}
