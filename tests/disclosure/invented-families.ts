import type { Family, FamilyCell } from '$lib/server/disclosure';

/** A repeatable stream of numbers between 0 and 1. */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** One thing that is counted: its breakdown values (several where a person stands in several), and what it counts as. */
export interface Unit {
	person: number;
	at: Record<string, string[]>;
	/** Lower is milder; in a total a person has the mildest of their levels. */
	level: number;
}

export interface Counting {
	id: string;
	dimensions: Family['dimensions'];
	tables: string[][];
	headline: string[][];
	sums: Family['sums'];
	/** Which variables a person of this level counts in. */
	variablesOf: (level: number) => string[];
	variables: string[];
}

/** Counts persons, each once per cell with their mildest level, in every table and margin. */
export function countFamily(units: Unit[], counting: Counting): Family {
	const cells = combinationsOf(counting.tables).flatMap((combination) =>
		countCombination(units, combination, counting)
	);
	const { id, dimensions, tables, headline, sums } = counting;
	return { id, dimensions, tables, headline, sums, cells };
}

function combinationsOf(tables: string[][]): string[][] {
	const all = tables.flatMap((table) =>
		table.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]])
	);
	return [...new Map(all.map((set) => [[...set].sort().join(), set])).values()];
}

function countCombination(units: Unit[], combination: string[], counting: Counting): FamilyCell[] {
	const persons = new Map<string, Map<number, number>>();
	for (const unit of units) {
		for (const values of product(combination.map((id) => unit.at[id] ?? []))) {
			const key = JSON.stringify(values);
			const place = persons.get(key) ?? new Map<number, number>();
			place.set(unit.person, Math.min(unit.level, place.get(unit.person) ?? Infinity));
			persons.set(key, place);
		}
	}
	return [...persons].map(([key, place]) => {
		const values = JSON.parse(key) as string[];
		const at = Object.fromEntries(combination.map((id, n) => [id, values[n] ?? '']));
		const counts = Object.fromEntries(counting.variables.map((name) => [name, 0]));
		for (const level of place.values()) {
			for (const name of counting.variablesOf(level)) counts[name] = (counts[name] ?? 0) + 1;
		}
		return { at, counts };
	});
}

function product(lists: string[][]): string[][] {
	return lists.reduce<string[][]>(
		(all, list) => all.flatMap((one) => list.map((each) => [...one, each])),
		[[]]
	);
}

const NEED_VARIABLES = ['need', 'covered', 'unmet', 'delivery', 'capacity', 'unknown', 'rule'];

function needVariables(level: number): string[] {
	if (level === 0) return ['need', 'covered'];
	return ['need', 'unmet', ['', 'delivery', 'capacity', 'unknown', 'rule'][level] ?? ''];
}

export const NEED: Counting = {
	id: 'need',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping' },
		{ id: 'service', kind: 'overlapping' },
		{ id: 'population', kind: 'overlapping' },
		{ id: 'partner', kind: 'overlapping' },
		{ id: 'zip', kind: 'partition' }
	],
	tables: [
		['quarter', 'service', 'population'],
		['quarter', 'service', 'partner'],
		['quarter', 'service', 'zip']
	],
	headline: [[], ['quarter'], ['service'], ['quarter', 'service']],
	sums: [
		{ total: 'need', parts: ['covered', 'unmet'] },
		{ total: 'unmet', parts: ['rule', 'unknown', 'capacity', 'delivery'] }
	],
	variables: NEED_VARIABLES,
	variablesOf: needVariables
};

export const SERVED: Counting = {
	id: 'served',
	dimensions: [
		{ id: 'quarter', kind: 'overlapping' },
		{ id: 'partner', kind: 'overlapping' },
		{ id: 'population', kind: 'overlapping' },
		{ id: 'zip', kind: 'partition' },
		{ id: 'race_ethnicity', kind: 'partition' },
		{ id: 'sex', kind: 'partition' },
		{ id: 'age_band', kind: 'partition' },
		{ id: 'education', kind: 'partition' }
	],
	tables: [
		['quarter', 'partner', 'population'],
		['quarter', 'zip', 'race_ethnicity'],
		['quarter', 'sex', 'age_band'],
		['quarter', 'education']
	],
	headline: [[], ['quarter'], ['partner'], ['population'], ['quarter', 'population'], ['quarter', 'partner']],
	sums: [],
	variables: ['served'],
	variablesOf: () => ['served']
};

interface Person {
	person: number;
	from: number;
	until: number;
	at: Record<string, string[]>;
}

/** People of an invented partnership: eight quarters, eight partners, four populations, thirty uneven ZIP codes. */
export function invent(people: number, seed: number): { served: Unit[]; need: Unit[] } {
	const roll = dice(seed);
	const persons = Array.from({ length: people }, (_, person) => inventPerson(person, roll));
	return {
		served: persons.flatMap((person) =>
			quartersOf(person).map((quarter) => ({ ...person, level: 0, at: { ...person.at, quarter: [quarter] } }))
		),
		need: persons.flatMap((person) => inventNeeds(person, roll))
	};
}

function quartersOf({ from, until }: Person): string[] {
	return Array.from({ length: until - from + 1 }, (_, step) => `q${from + step}`);
}

function inventPerson(person: number, roll: () => number): Person {
	const from = Math.floor(roll() * 8);
	const pick = (size: number, skew: number) => Math.floor(size * roll() ** skew);
	const partners = [...new Set([pick(8, 1.5), ...(roll() < 0.3 ? [pick(8, 1)] : [])])];
	const populations = [...new Set([pick(4, 1.3), ...(roll() < 0.35 ? [pick(4, 1)] : [])])];
	return {
		person,
		from,
		until: Math.min(7, from + pick(5, 1.2)),
		at: {
			partner: partners.map((each) => `p${each}`),
			population: populations.map((each) => `g${each}`),
			zip: [`z${pick(30, 2)}`],
			race_ethnicity: [`r${pick(8, 1.8)}`],
			sex: [roll() < 0.84 ? 'f' : roll() < 0.98 ? 'm' : 'unknown'],
			age_band: [`a${pick(7, 1.2)}`],
			education: [`e${pick(6, 1.3)}`]
		}
	};
}

function inventNeeds(person: Person, roll: () => number): Unit[] {
	const count = 1 + Math.floor(3.5 * roll() ** 1.5);
	const services = new Set(Array.from({ length: count }, () => Math.floor(16 * roll() ** 1.3)));
	return [...services].flatMap((service) => {
		const level = roll() < 0.6 ? 0 : 1 + ((service + Math.floor(roll() * 2)) % 4);
		return quartersOf(person).map((quarter, step) => ({
			person: person.person,
			level: step === 0 && roll() < 0.5 ? Math.max(level, 1) : level,
			at: {
				...person.at,
				quarter: [quarter],
				service: [`s${service}`],
				partner: person.at.partner?.slice(0, 1) ?? []
			}
		}));
	});
}
