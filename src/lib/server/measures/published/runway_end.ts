import { quarterIndex, type Quarter, type RowValue } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { knownCodes } from '../dimensions';
import { TRAILING } from '../funding/expected-need';
import { fundDemand, type FundedCell, type FundedForecast } from '../funding/fund-demand';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { Spending } from '../counting/read-public';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';
import { BEST_PLAN } from './unfunded';

export const measure: Measure = {
	declaration: {
		id: 'runway_end',
		section: 'funding',
		title: 'When the money runs out',
		question: 'From which quarter on does nobody pay for all of a support?',
		definition:
			'The first of the eight quarters after data end in which some of the expected demand for the service is unfunded. The value counts quarters from data end (1 is the next); the row carries that quarter, the award that paid most for the service in the last four published quarters, and the day that award ends. Without a service: the first quarter in which any service is not fully funded. Services whose demand is funded in all eight quarters have no quarter yet. The range: the earliest and the latest such quarter with the mean, the lowest and the highest of the last four published quarters; no latest one where all eight are funded then.',
		unit: 'quarter',
		numerator: 'quarters from data end to the first with unfunded demand',
		denominator: null,
		tables: [['service']],
		family: 'need',
		disclosure: 'Computed only from protected counts, public prices and public balances.',
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['needs', 'offerings', 'awards', 'expenditures', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	if (ask.where.service) refuseUnknownValue('service', ask.where.service, knownCodes('service'));
	const funding = await fundDemand(ask);
	const all = [...new Set(funding.byService.map((cell) => cell.service))];
	const services = all.filter((service) => !ask.where.service || service === ask.where.service);
	const groups = ask.by.includes('service') ? services.map((service) => [service]) : [services];
	const rows = groups.map((some) => runwayRow(some, funding, ask));
	const awards = Object.fromEntries(
		[...funding.forecast.awards.values()].map(({ award, name }) => [award, name])
	);
	const notes = [...funding.forecast.notes, BEST_PLAN];
	return { rows: sortRows(rows, ask.by), notes, from: funding.forecast.from, labels: { award: awards } };
}

function runwayRow(services: string[], funding: FundedForecast, ask: Ask): StatedRow {
	const cells = funding.byService.filter((cell) => services.includes(cell.service));
	const place: Record<string, RowValue> = ask.by.includes('service') ? { service: services[0] ?? null } : {};
	const payer = largestPayer(services, funding.spending, ask.facts.quarters.slice(-TRAILING));
	const end_date = (payer && funding.forecast.awards.get(payer)?.end_date) ?? null;
	const first = firstShort(cells, ({ open }) => open);
	const hanging = { award: payer ?? null, end_date, quarter: first ?? null };
	if (!cells.some(({ priced }) => priced)) return { ...place, ...hanging, ...NO_NUMBERS, status: 'no_data' };
	const steps = (quarter: Quarter | undefined) =>
		quarter ? quarterIndex(quarter) - quarterIndex(ask.facts.quarters.at(-1) ?? quarter) : null;
	const firsts = [({ low }: FundedCell) => low.open, ({ high }: FundedCell) => high.open].map((open) =>
		steps(firstShort(cells, open))
	);
	if (!first) return { ...place, ...hanging, ...NO_NUMBERS, status: 'not_yet_observable' };
	const value = steps(first);
	const all = [value, ...firsts].filter((step) => step !== null);
	const range = { lower: Math.min(...all), upper: firsts.includes(null) ? null : Math.max(...all) };
	return { ...place, ...hanging, ...NO_NUMBERS, ...range, numerator: value, value, status: 'shown' };
}

function firstShort(cells: FundedCell[], open: (cell: FundedCell) => number): Quarter | undefined {
	const short = cells.filter((cell) => open(cell) > 0).map(({ quarter }) => quarter);
	return short.sort()[0];
}

function largestPayer(services: string[], spending: Spending[], trailing: Quarter[]): string | undefined {
	const recent = spending.filter(
		(line) => services.includes(line.service) && trailing.includes(line.quarter)
	);
	const sums = [...Map.groupBy(recent, (line) => line.award)].map(([award, lines]) => ({
		award,
		dollars: lines.reduce((sum, line) => sum + line.spent_usd, 0)
	}));
	return sums.sort((a, b) => b.dollars - a.dollars || (a.award < b.award ? -1 : 1))[0]?.award;
}
