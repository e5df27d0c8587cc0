import type { Earlier, Family, FamilyCell, Protection } from '$lib/server/disclosure';

/** A table of two partitions with its margins, as a family with one variable. Rows are lines of numbers. */
export function tableFamily(rows: number[][], headline: string[][] = []): Family {
	const cells: FamilyCell[] = [];
	const add = (at: Record<string, string>, people: number) => cells.push({ at, counts: { people } });
	const sum = (numbers: number[]) => numbers.reduce((running, each) => running + each, 0);
	rows.forEach((row, r) => {
		row.forEach((people, c) => add({ row: `r${r + 1}`, column: `c${c + 1}` }, people));
		add({ row: `r${r + 1}` }, sum(row));
	});
	(rows[0] ?? []).forEach((_, c) => add({ column: `c${c + 1}` }, sum(rows.map((row) => row[c] ?? 0))));
	add({}, sum(rows.map(sum)));
	return {
		id: 'table',
		dimensions: [
			{ id: 'row', kind: 'partition' },
			{ id: 'column', kind: 'partition' }
		],
		tables: [['row', 'column']],
		cells,
		sums: [],
		headline
	};
}

/** Everybody, and groups in which a person may stand several times, named g1, g2 …; nobody of a disjoint one is in another. */
export function overlapping(
	[everybody = 0, ...groups]: number[],
	more: Pick<Family['dimensions'][number], 'disjoint'> = {}
): Family {
	const cells = groups.map((people, at) => ({ at: { group: `g${at + 1}` }, counts: { people } }));
	return {
		id: 'groups',
		dimensions: [{ id: 'group', kind: 'overlapping', ...more }],
		tables: [['group']],
		cells: [{ at: {}, counts: { people: everybody } }, ...cells],
		sums: [],
		headline: [[]]
	};
}

/** How many are in both of two breakdowns that overlap, in the one, in the other, and altogether. */
export function crossing([both = 0, one = 0, other = 0, everybody = 0]: number[]): Family {
	const cell = (at: Record<string, string>, people: number) => ({ at, counts: { people } });
	return {
		id: 'crossing',
		dimensions: [
			{ id: 'partner', kind: 'overlapping', crossed: { with: 'group' } },
			{ id: 'group', kind: 'overlapping' }
		],
		tables: [['partner', 'group']],
		cells: [
			cell({}, everybody),
			cell({ partner: 'p' }, one),
			cell({ group: 'g' }, other),
			cell({ partner: 'p', group: 'g' }, both)
		],
		sums: [],
		headline: [[], ['partner']]
	};
}

/**
 * Five small tables whose smallest hidden sum under criterion S2 was proved elsewhere, by HiGHS and by CBC.
 * `optimal` is that sum beyond the primary cells.
 */
export const PROVED: { name: string; rows: number[][]; optimal: number }[] = [
	{
		name: '3 x 3',
		rows: [
			[47, 37, 44],
			[10, 14, 18],
			[4, 6, 19]
		],
		optimal: 51
	},
	{
		name: '3 x 4',
		rows: [
			[93, 16, 114, 23],
			[37, 12, 40, 16],
			[74, 9, 30, 35]
		],
		optimal: 63
	},
	{
		name: '4 x 4',
		rows: [
			[104, 40, 10, 43],
			[40, 30, 19, 19],
			[33, 11, 5, 11],
			[108, 34, 15, 9]
		],
		optimal: 69
	},
	{
		name: '4 x 5',
		rows: [
			[11, 4, 9, 21, 23],
			[31, 25, 13, 110, 41],
			[55, 79, 82, 70, 0],
			[13, 16, 8, 23, 27]
		],
		optimal: 16
	},
	{
		name: '5 x 5',
		rows: [
			[41, 103, 64, 37, 34],
			[14, 16, 44, 0, 5],
			[0, 37, 46, 25, 38],
			[47, 95, 217, 46, 77],
			[3, 1, 0, 0, 0]
		],
		optimal: 184
	}
];

/** What a reader knows of a release, for the next one to answer for. */
export function toldBy({ released }: Protection): Earlier {
	return new Map(released.map((cell) => [cell.key, [cell]]));
}
