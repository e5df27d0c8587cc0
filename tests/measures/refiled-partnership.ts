import type { DatasetId } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { countFamily } from '../../src/lib/server/measures/counting/count-family';
import { FAMILIES } from '../../src/lib/server/measures/families';
import { OF_NOBODY, SUMS_OF_PERSONS, WITH_PERSONS } from '../../src/lib/server/measures/marts/mart-names';
import { withMarts } from '../../src/lib/server/measures/marts/stand-marts';
import type { File } from './small-partnership';

/** Everything that stands in the marts of a state, and everything that is counted of it, in an order of its own. */
export interface Counted {
	marts: Record<string, string[]>;
	families: Record<string, { cells: string[]; curves: unknown; supports: string[]; asides: unknown }>;
}

/** Reads all marts and counts all families of a state. */
export async function countedOf(w: Warehouse, state: number): Promise<Counted> {
	return withMarts(w, state, async (ask) => {
		const marts: Counted['marts'] = {};
		for (const name of [...WITH_PERSONS, ...SUMS_OF_PERSONS, ...OF_NOBODY, 'offering_room'])
			marts[name] = (await ask.rows<{ row: string }>(rowsSql(name))).map(({ row }) => row);
		const families: Counted['families'] = {};
		for (const spec of FAMILIES) {
			const { cells, curves, supports, asides } = await countFamily(ask, spec);
			const had = supports.flatMap(({ service, people }) =>
				people.map((one) => inOrder({ service, ...one }))
			);
			families[spec.id] = { cells: cells.map(inOrder).sort(), curves, supports: had.sort(), asides };
		}
		return { marts, families };
	});
}

/** The number of a person says only who it is: two sets of marts may give others. */
function rowsSql(name: string): string {
	const numbered = WITH_PERSONS.includes(name) && !['person_ages', 'age_at_start'].includes(name);
	if (name === 'person_numbers') return `SELECT person_key AS row FROM mart.${name} ORDER BY row`;
	if (!numbered) return `SELECT to_json(m)::VARCHAR AS row FROM mart.${name} AS m ORDER BY row`;
	return `SELECT n.person_key || ' ' || to_json(m)::VARCHAR AS row
		FROM (SELECT * EXCLUDE (person_no) FROM mart.${name}) AS m POSITIONAL JOIN (SELECT person_no FROM mart.${name}) AS p
		JOIN mart.person_numbers AS n USING (person_no) ORDER BY row`;
}

function inOrder(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([one], [two]) => (one < two ? -1 : 1)))
			: part
	);
}

/** Numbers that look random: a linear congruential generator (Numerical Recipes). */
export function randomFrom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** The published files of a partnership, of which single ones are filed again. */
export class Filings {
	private readonly files = new Map<string, File>();

	constructor(files: File[]) {
		for (const file of files) this.files.set(nameOf(file), file);
	}

	/** Files that are about a dataset. */
	of(...datasets: DatasetId[]): File[] {
		return [...this.files.values()].filter(({ dataset }) => datasets.includes(dataset));
	}

	/** Files rows again; gives back the file to publish. */
	again(file: File, rows: Record<string, unknown>[]): File {
		const next = { ...file, rows };
		this.files.set(nameOf(next), next);
		return next;
	}
}

function nameOf({ partner, period, dataset }: File): string {
	return [partner, period, dataset].join('/');
}

/** Lines of a service matrix in which places are few, and the awards that pay. */
export function rationedMatrix(capacity: number): File[] {
	const at = { partner: 'lead', period: '2015Q1' };
	const award = { start_date: '2015-01-01', end_date: '2015-12-31', amount_usd: 1_000_000 };
	const awards = ['HPOG', 'COUNTY'].map((award_id) => ({ award_id, name: award_id, ...award }));
	const line = { award_id: 'HPOG', status: 'pays', from_date: '2015-01-01' };
	const offerings = [
		{
			...line,
			offering_id: 'o1',
			offering_partner: 'lead',
			service: 'food',
			population: 'any',
			capacity_per_quarter: capacity
		},
		{
			...line,
			offering_id: 'o2',
			offering_partner: 'county',
			service: 'housing',
			population: 'tanf',
			capacity_per_quarter: capacity
		},
		{ ...line, offering_id: 'o3', offering_partner: 'college', service: 'child_care', population: 'any' },
		{
			...line,
			offering_id: 'o4',
			offering_partner: 'lead',
			service: 'tuition',
			population: 'refugee',
			status: 'unknown'
		}
	];
	return [
		{ ...at, dataset: 'awards', rows: awards },
		{ ...at, dataset: 'offerings', rows: offerings }
	];
}
