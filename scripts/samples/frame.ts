import { chanceOf } from './chance.ts';
import { endOf, iso, startOf, us } from './days.ts';
import type { Filed } from './filed.ts';

/** What stands around a table in a partner's file: texts before and after, and cells that are not of the table. */
export interface Framed {
	before: string;
	cells: string[][];
	after: string;
}

/** Puts around a table what a partner's system prints around it. */
export function frame(filed: Filed, table: string[][]): Framed {
	if (
		filed.partner === 'city-housing-authority' &&
		filed.dataset !== 'awards' &&
		filed.dataset !== 'expenditures'
	) {
		return report(filed, table);
	}
	if (isLayout(filed)) return plain(withWorkers(filed, table));
	if (filed.partner === 'training-college' && filed.dataset === 'enrollments')
		return plain(withCampus(table));
	const hasSeparatorLine =
		filed.partner === 'tanf-contractor-south' && filed.dataset === 'participants' && filed.quarter === 5;
	return { ...plain(table), before: hasSeparatorLine ? 'sep=;\r\n' : '' };
}

function plain(cells: string[][]): Framed {
	return { before: '', cells, after: '' };
}

function isLayout({ partner, dataset }: Filed): boolean {
	return partner === 'tanf-contractor-north' && ['participants', 'needs', 'deliveries'].includes(dataset);
}

/** The city prints a report: title, period, an empty line, the table, a totals row and a note, all as wide as the table. */
function report(filed: Filed, table: string[][]): Framed {
	const [header, ...rows] = table;
	const width = header!.length;
	const wide = (text: string) => [text, ...Array<string>(width - 1).fill('')];
	const title =
		filed.dataset === 'deliveries' ? 'Housing assistance payments' : 'Participants in self-sufficiency';
	const top = [
		wide(`City Housing Authority - ${title}`),
		wide(`Period ${us(iso(startOf(filed.quarter)))} to ${us(iso(endOf(filed.quarter)))}`),
		wide('')
	];
	const note = wide('Note: tenant share of rent is not included. Prepared by the research unit.');
	return plain([...top, header!, ...rows, totalsOf(filed, rows, width), note]);
}

function totalsOf(filed: Filed, rows: string[][], width: number): string[] {
	const totals = ['Total', ...Array<string>(width - 1).fill('')];
	const at = filed.columns.indexOf('amount_usd');
	if (at < 0) return [`Total participants: ${rows.length}`, ...totals.slice(1)];
	const cents = rows.reduce((sum, row) => sum + Math.round(Number(row[at] || 0) * 100), 0);
	totals[at] = (cents / 100).toFixed(2);
	return totals;
}

/** The contractor's system prints who worked the case, and for rosters in which office. */
function withWorkers(filed: Filed, table: string[][]): string[][] {
	const isRoster = filed.dataset === 'participants';
	return table.map((row, at) => {
		if (at === 0) return [...row, 'Worker', ...(isRoster ? ['Office'] : [])];
		const chance = chanceOf(`worker ${filed.quarter} ${filed.dataset} ${at}`);
		const worker = `W${String(chance.whole(1, 14)).padStart(2, '0')}`;
		return [...row, worker, ...(isRoster ? [chance.pick(['Escondido', 'Oceanside', 'Vista'])] : [])];
	});
}

/** The college adds a column that nobody asked for. */
function withCampus(table: string[][]): string[][] {
	return table.map((row, at) => [
		...row,
		at === 0 ? 'campus' : chanceOf(`campus ${row[0]}`).pick(['Main', 'East'])
	]);
}
