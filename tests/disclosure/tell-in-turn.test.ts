import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Family } from '$lib/server/disclosure';
import { Ledger } from '$lib/server/disclosure/withhold/ledger';
import { Reader } from '$lib/server/disclosure/withhold/reader';
import type { Node } from '$lib/server/disclosure/withhold/rules';
import { tellInTurn } from '$lib/server/disclosure/withhold/tell-in-turn';

const THRESHOLD = 11;

const counts = fc.array(
	fc.array(
		fc.oneof(
			fc.integer({ min: 0, max: 14 }),
			fc.integer({ min: 15, max: 90 }),
			fc.integer({ min: 1, max: 4 })
		),
		{ minLength: 9, maxLength: 9 }
	),
	{ minLength: 9, maxLength: 9 }
);

/** People by sex and ZIP code with all totals. */
function tableOf(rows: number[][]): Family {
	const at = (sex: number, zip: number) => ({ sex: `s${sex}`, zip: `z${zip}` });
	const sum = (some: number[]) => some.reduce((one, other) => one + other, 0);
	const cells = [
		...rows.flatMap((row, sex) => row.map((count, zip) => ({ at: at(sex, zip), counts: { served: count } }))),
		...rows.map((row, sex) => ({ at: { sex: `s${sex}` }, counts: { served: sum(row) } })),
		...rows[0]!.map((_, zip) => ({
			at: { zip: `z${zip}` },
			counts: { served: sum(rows.map((row) => row[zip] ?? 0)) }
		})),
		{ at: {}, counts: { served: sum(rows.flat()) } }
	];
	const dimensions = ['sex', 'zip'].map((id) => ({ id, kind: 'partition' as const }));
	return { id: 'served', dimensions, tables: [['sex', 'zip']], cells, sums: [], headline: [[]] };
}

function readerOf(rows: number[][]): { reader: Reader; told: Node[] } {
	const ledger = new Ledger(tableOf(rows), THRESHOLD);
	const reader = new Reader(ledger, (cell, name) =>
		ledger.isSmall(cell.counts[name] ?? 0) ? [{ kind: 'small', threshold: THRESHOLD }] : []
	);
	reader.tellZeros(({ count }) => count === 0);
	return { reader, told: reader.nodes.filter(({ count }) => count >= THRESHOLD) };
}

const knowledgeOf = ({ nodes }: Reader) => nodes.map(({ shown, low, high }) => ({ shown, low, high }));

it('tells the same and refuses the same, many at once or one after another', async () => {
	await fc.assert(
		fc.asyncProperty(counts, async (rows) => {
			const [single, many] = [readerOf(rows), readerOf(rows)];
			const [alone, together]: [number[], number[]] = [[], []];
			single.told.forEach((node, at) => single.reader.tell(node) && alone.push(at));
			await tellInTurn(many.reader, many.told, {
				breathe: async () => undefined,
				refused: (node) => together.push(many.told.indexOf(node))
			});
			expect(together).toEqual(alone);
			expect(knowledgeOf(many.reader)).toEqual(knowledgeOf(single.reader));
		}),
		{ numRuns: 60 }
	);
});
