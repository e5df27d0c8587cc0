import { NO_NUMBERS } from '../rows/count-rows';
import { forecastDemand, type DemandCell } from '../funding/forecast-demand';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { knownCodes } from '../dimensions';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

export const measure: Measure = {
	declaration: {
		id: 'demand',
		section: 'funding',
		title: 'Expected demand',
		question: 'What will the supports cost that people are going to need?',
		definition:
			"Expected persons in need times unit cost, for each of the eight quarters after data end. Expected are as many as the mean of the last four published quarters, with their lowest and highest as the range. The unit cost is the lowest among live offerings that may serve the population, or, where none names one, what was paid per person over the last four quarters, or, where that may not be told, what offerings that have ended by then asked last. Without a population a person in several counts once, at the mean of the populations' unit costs. Computed from protected tables: a withheld quarter enters as 5 people, or as many as its service's total leaves for it.",
		unit: 'dollars',
		numerator: 'expected persons in need',
		denominator: null,
		tables: [['quarter', 'service', 'population']],
		family: 'need',
		disclosure:
			'Computed only from protected counts and public prices, so that it gives no withheld count back.',
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['needs', 'offerings', 'awards', 'deliveries'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where))
		if (name !== 'quarter') refuseUnknownValue(name, value, knownCodes(name));
	const forecast = await forecastDemand(ask);
	const byPopulation = [...ask.by, ...Object.keys(ask.where)].includes('population');
	const cells = (byPopulation ? forecast.byPopulation : forecast.byService).filter((cell) => fits(cell, ask));
	const places = Map.groupBy(cells, (cell) => ask.by.map((name) => cell[name as Place]).join('/'));
	const rows = [...places.values()].map((some) => demandRow(some, ask));
	return { rows: sortRows(rows, ask.by), notes: forecast.notes, from: forecast.from };
}

type Place = 'quarter' | 'service' | 'population';

function fits(cell: DemandCell, ask: Ask): boolean {
	const inRange = !ask.range || (cell.quarter >= ask.range.from && cell.quarter <= ask.range.to);
	return inRange && Object.entries(ask.where).every(([name, value]) => cell[name as Place] === value);
}

function demandRow(cells: DemandCell[], ask: Ask): StatedRow {
	const places = Object.fromEntries(ask.by.map((name) => [name, cells[0]?.[name as Place] ?? null]));
	const assumed_quarters = cells.reduce((sum, cell) => sum + cell.assumed, 0);
	const only = cells.length === 1 ? cells[0] : undefined;
	const beside = { assumed_quarters, unit_cost: only?.cost ?? null, unit_cost_source: only?.source ?? null };
	const numerator = only?.people ?? null;
	const priced = cells.filter((cell) => cell.cost !== null);
	if (priced.length === 0) return { ...places, ...beside, ...NO_NUMBERS, numerator, status: 'no_data' };
	const dollars = (column: 'people' | 'low' | 'high') =>
		priced.reduce((sum, cell) => sum + cell[column] * (cell.cost ?? 0), 0);
	const numbers = { value: dollars('people'), lower: dollars('low'), upper: dollars('high') };
	return { ...places, ...beside, ...NO_NUMBERS, numerator, ...numbers, status: 'shown' };
}
