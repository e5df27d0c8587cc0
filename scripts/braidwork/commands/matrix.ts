import { readMatrix, type Matrix, type StandingLine } from '$lib/server/desk';
import type { HomeCommand } from '../command';
import { matrixCsv } from '../matrix-csv';
import { plural, table } from '../table';

/** Prints the service matrix of a day: every line and how it stands, and what each partner says of each service. */
export default {
	name: 'matrix',
	place: 'home',
	isReading: true,
	takes: [],
	options: {
		on: { type: 'string', valueHint: 'DATE', description: 'the day, as 2015-09-30 (default: today)' },
		state: { type: 'string', valueHint: 'N', description: 'an earlier state' },
		format: { type: 'enum', options: ['json', 'csv'], description: 'json or csv, on stdout' }
	},
	async run(order, { home, now }) {
		const [day, state] = [order.text('on'), order.text('state')];
		const asked = {
			now,
			...(day !== undefined && { day }),
			...(state !== undefined && { state: Number(state) })
		};
		const matrix = await readMatrix(home.warehouse, asked);
		const json = {
			...matrix,
			cells: matrix.cells.map(({ lines, ...cell }) => ({ ...cell, lines: lines.map(nameOf) }))
		};
		const raw = { json: () => JSON.stringify(json), csv: () => matrixCsv(matrix.lines) };
		const format = order.text('format');
		return {
			json,
			raw: order.flag('json') || (format !== 'json' && format !== 'csv') ? undefined : raw[format](),
			words: wordsOf(matrix)
		};
	}
} satisfies HomeCommand;

function nameOf({ partner, offering_id }: Pick<StandingLine, 'partner' | 'offering_id'>) {
	return { partner, offering_id };
}

function wordsOf({ day, state, lines, cells }: Matrix): string {
	const rows = lines.map((line) => ({
		service: line.service,
		population: line.population,
		partner: line.offering_partner,
		says: line.status,
		award: line.award_id,
		stands: line.standing,
		until: line.lasts_until,
		confirmed: line.is_stale ? `${line.verified_date ?? 'never'} (stale)` : line.verified_date
	}));
	const counted = `${plural(lines.length, 'line')}, ${plural(cells.length, 'cell')} on ${day}, state ${state}`;
	return `${counted}\n\n${table(rows)}`;
}
