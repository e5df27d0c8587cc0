import { answer } from '$lib/server/measures';
import type { HomeCommand } from '../command';
import { figureIn } from '../figure-in';
import { QUESTION_OPTIONS, questionOfOrder } from '../question-options';
import { table } from '../table';

/** Prints one safe table. */
export default {
	name: 'measure',
	place: 'home',
	isReading: true,
	takes: ['ID'],
	options: {
		...QUESTION_OPTIONS,
		format: { type: 'enum', options: ['json', 'csv'], description: 'json or csv, on stdout' }
	},
	repeatable: ['where'],
	async run(order, { home }) {
		const safe = await answer(home.warehouse, questionOfOrder(order), home.settings);
		const figure = await figureIn(home, safe);
		const raw = { json: () => JSON.stringify(safe), csv: () => figure.csv() }[order.text('format') ?? ''];
		return {
			json: safe,
			raw: order.flag('json') ? undefined : raw?.(),
			words: `${figure.title}\n\n${table(safe.rows.map((row) => ({ ...row })))}\n\n${figure.sentence}`
		};
	}
} satisfies HomeCommand;
