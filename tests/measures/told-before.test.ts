import { afterAll, expect, test } from 'vitest';
import { protectFamily, type ReleasedCell } from '$lib/server/disclosure';
import type { Warehouse } from '$lib/server/warehouse';
import { familySpec } from '../../src/lib/server/measures/families';
import { keepFamily, releasedOf, type KeptContent } from '../../src/lib/server/measures/kept/kept-family';
import { policyName } from '../../src/lib/server/measures/kept/kept-store';
import { keptFamily } from '../../src/lib/server/measures/kept/prepare';
import { leftOver } from '../../src/lib/server/measures/kept/told-left';
import { tellRests } from '../../src/lib/server/measures/kept/told-together';
import { toldBefore } from '../../src/lib/server/measures/kept/told-before';
import { overlapping } from '../disclosure/table-families';
import { inventedPartnership } from './invented-partnership';
import { clearPartnerships, DOOR, each, partnership, publish, range } from './small-partnership';

afterAll(clearPartnerships);

const FAMILY = 'need';
const spec = familySpec(FAMILY);

const askedIn = (state: number) => ({ state, family: FAMILY, policy: policyName(DOOR) });

const inWords = (cells: ReleasedCell[]) => cells.map((cell) => JSON.stringify(cell)).sort();

/** Each different word about a cell once, the newest first, read from what is kept in the plainest way. */
async function plainly(w: Warehouse, but: number): Promise<Map<string, string[]>> {
	const rows = await w.read<{ content: string }>(
		'SELECT content::VARCHAR AS content FROM main.kept_families WHERE family = $1 AND state <> $2 ORDER BY state DESC',
		[FAMILY, but]
	);
	const words = new Map<string, string[]>();
	for (const kept of rows.map(({ content }) => JSON.parse(content) as KeptContent))
		for (const cell of [...releasedOf(kept, spec.variables), ...leftOver(kept, spec)].reverse()) {
			const said = words.get(cell.key) ?? [];
			const word = JSON.stringify(cell);
			words.set(cell.key, said.includes(word) ? said : [...said, word]);
		}
	return words;
}

test('what other states say is read state by state, and is what all of them say, the newest first', async () => {
	const w = await partnership(inventedPartnership(40));
	const needs = (many: number) => ({
		partner: 'navigators',
		period: '2014Q4',
		dataset: 'needs' as const,
		rows: each(range('p-', 1, many), 'need_id', {
			service: 'food',
			identified_date: '2014-11-01',
			status: 'open'
		})
	});
	for (const many of [30, 35, 30, 40]) {
		await keptFamily(w, w.latest(), FAMILY, DOOR);
		const state = await publish(w, [needs(many)]);
		expect(await read(w, state)).toEqual(await plainly(w, state));
	}
	const state = w.latest();
	await keptFamily(w, state, FAMILY, DOOR);
	expect(await read(w, 2), 'an older state').toEqual(await plainly(w, 2));
	expect(await read(w, state + 1)).toEqual(await plainly(w, state + 1));
	expect([...(await plainly(w, 0)).values()].some((words) => words.length > 1)).toBe(true);
});

async function read(w: Warehouse, state: number): Promise<Map<string, string[]>> {
	const told = await toldBefore(w, askedIn(state));
	const inWords = (cells: readonly ReleasedCell[]) => cells.map((cell) => JSON.stringify(cell));
	return new Map([...told.releases()].map(([key, cells]) => [key, inWords(cells)]));
}

test('what kept totals leave over beside their parts is what the release of them left over', async () => {
	const family = overlapping([100, 60, 95, 31, 7]);
	const { dimensions, cells } = family;
	const protection = await protectFamily(family, DOOR);
	const kept = keepFamily(cells, protection);
	const own = releasedOf({ ...kept, print: '', curves: [], asides: {} }, ['people']);
	const left = leftOver(kept, { dimensions, variables: ['people'], sums: [] });
	expect(left.map(({ value }) => value)).toEqual([40, 69]);
	expect(inWords([...own, ...left])).toEqual(inWords(protection.released));
});

test('people of one family less those of another are told where both are, and where a withheld one is what a sum leaves', () => {
	const kept = (columns: Record<string, number[]>) => ({
		combinations: { '': columns },
		print: '',
		withheldWhole: [],
		mayBeZero: [],
		curves: [],
		asides: {}
	});
	const served = { spec: familySpec('served'), content: kept({ served: [100], hidden_served: [0] }) };
	const needs = (hidden: number[]) => ({
		spec: familySpec('need'),
		content: kept({
			need: [60],
			hidden_need: hidden,
			covered: [35],
			hidden_covered: [0],
			unmet: [25],
			hidden_unmet: [0]
		})
	});
	expect(tellRests('need', [needs([0]), served]).map(({ value }) => value)).toContain(40);
	expect(tellRests('need', [needs([1]), served]).map(({ value }) => value)).toContain(40);
	const { content } = needs([1]);
	const hidden = {
		...needs([1]),
		content: { ...content, combinations: { '': { ...content.combinations[''], hidden_unmet: [1] } } }
	};
	expect(tellRests('need', [hidden, served])).toEqual([]);
});
