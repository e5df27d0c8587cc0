import { readFile } from '$lib/server/intake';
import type { FreeCommand } from '../command';
import { table } from '../table';

/** Says what intake sees in a file, and changes nothing. */
export default {
	name: 'read',
	place: 'free',
	withoutHome: false,
	takes: ['FILE'],
	options: {
		csv: {
			type: 'string',
			valueHint: 'OUT',
			description: 'write the table it understood as clean UTF-8 CSV'
		},
		sheet: {
			type: 'string',
			valueHint: 'NAME',
			description: 'the sheet to read, when a workbook has several'
		}
	},
	async run(order) {
		const out = order.text('csv');
		const csv = out === undefined ? undefined : order.path(out);
		const sheet = order.text('sheet');
		const report = await readFile(order.path(order.words[0] ?? ''), { csv, sheet });
		const seen = Object.entries(report).map(([property, value]) => ({ property, seen: inWords(value) }));
		return { json: report, words: table(seen) };
	}
} satisfies FreeCommand;

function inWords(seen: unknown): string {
	if (Array.isArray(seen) && seen.some((item) => typeof item === 'object')) return String(seen.length);
	return Array.isArray(seen) ? seen.join(', ') : String(seen ?? '-');
}
