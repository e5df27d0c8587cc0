import { quarterOf } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { knownCodes } from '../dimensions';
import { awardNames, awardsOf, publicFigures } from '../counting/public-figures';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { Award, MatrixLine } from '../counting/read-public';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';

export const measure: Measure = {
	declaration: {
		id: 'single_source',
		section: 'funding',
		title: 'Needs with one payer only',
		question: 'Which supports would lose their only payer when one award ends?',
		definition:
			'Pairs of service and population whose live offerings that may pay all hang on one and the same award, of all pairs with a live offering that may pay, in the latest published quarter. The row of a pair carries that award, the day it ends, and the quarter of that day.',
		unit: 'pairs',
		numerator: 'pairs whose payers hang on one award',
		denominator: 'pairs with a payer',
		tables: [['service', 'population']],
		family: 'public',
		disclosure: 'Pairs of service and population are no people; they are not withheld.',
		source: 'Braidwork, definitions of measures: coverage'
	},
	restsOn: ['offerings', 'awards'],
	reply
};

interface Pair {
	service: string;
	population: string;
	award: Award | null;
}

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where)) refuseUnknownValue(name, value, knownCodes(name));
	const figures = await publicFigures(ask);
	const lines = (figures.matrix.objects() as MatrixLine[]).filter((line) => fits(line, ask));
	const awards = awardsOf(figures);
	const pairs = [...Map.groupBy(lines, (line) => `${line.service}/${line.population}`).values()].map((some) =>
		pairOf(some, awards)
	);
	const places = Map.groupBy(pairs, (pair) =>
		ask.by.map((name) => pair[name as 'service' | 'population']).join('/')
	);
	const rows = [...places.values()].map((some) => pairRow(some, ask.by));
	return { rows: sortRows(rows, ask.by), notes: [], labels: { award: awardNames(figures) } };
}

function fits(line: MatrixLine, ask: Ask): boolean {
	const isWanted = Object.entries(ask.where).every(
		([name, value]) => line[name as 'service' | 'population'] === value
	);
	return line.may_pay && line.quarter === ask.facts.quarters.at(-1) && isWanted;
}

function pairOf(lines: MatrixLine[], awards: Map<string, Award>): Pair {
	const { service, population } = lines[0] as MatrixLine;
	const payers = new Set(lines.map((line) => line.award));
	const [only] = payers;
	return { service, population, award: payers.size === 1 && only ? (awards.get(only) ?? null) : null };
}

function pairRow(pairs: Pair[], by: string[]): StatedRow {
	const single = pairs.filter((pair) => pair.award !== null);
	const first = pairs[0] as Pair;
	const award = pairs.length === 1 ? first.award : null;
	const hanging = {
		award: award?.award ?? null,
		end_date: award?.end_date ?? null,
		quarter: award ? quarterOf(award.end_date) : null
	};
	const places = Object.fromEntries(by.map((name) => [name, first[name as 'service' | 'population']]));
	const counts = { numerator: single.length, denominator: pairs.length, value: single.length };
	return { ...places, ...hanging, ...NO_NUMBERS, ...counts, status: 'shown' };
}
