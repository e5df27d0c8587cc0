import { lookInto, type SeveralReport, type TableReport } from '$lib/server/intake';
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
		const report = await lookInto(order.path(order.words[0] ?? ''), { csv, sheet });
		if ('tables' in report) return { json: report, words: severalInWords(report) };
		const seen = Object.entries(report).map(([property, value]) => ({ property, seen: inWords(value) }));
		return { json: report, words: table(seen) };
	}
} satisfies FreeCommand;

/** A line for each table of an archive. */
function severalInWords({ file, format, rows_in_file, tables }: SeveralReport): string {
	const whole = `${file}: ${tables.length} tables, ${rows_in_file} records${format ? `, format ${format}` : ''}.`;
	return [whole, '', table(tables.map(tableInWords))].join('\n');
}

function tableInWords(one: TableReport): Record<string, string | number | null> {
	const [guess] = one.looks_like ?? [];
	const seen = guess ? `looks like ${guess.dataset} (${guess.format})` : 'looks like nothing known';
	return {
		file: one.file,
		encoding: one.encoding ?? null,
		header_row: one.header_row ?? null,
		columns: one.columns?.length ?? null,
		rows: one.rows ?? null,
		rows_in_file: one.rows_in_file ?? null,
		rows_rejected: one.rows_rejected ?? null,
		findings: one.findings?.length ?? null,
		understood: one.error ? `${one.error.message} ${one.error.hint}` : (one.taken ?? seen)
	};
}

function inWords(seen: unknown): string {
	if (Array.isArray(seen) && seen.some((item) => typeof item === 'object')) return String(seen.length);
	return Array.isArray(seen) ? seen.join(', ') : String(seen ?? '-');
}
