import { basename, extname } from 'node:path';
import { Refusal } from '$lib/domain';
import type { Figure } from '$lib/server/figures';
import { answer } from '$lib/server/measures';
import type { HomeCommand } from '../command';
import { UsageError } from '../order';
import { figureIn } from '../figure-in';
import { QUESTION_OPTIONS, questionOfOrder } from '../question-options';

const WRITERS: Record<string, (figure: Figure) => Promise<Uint8Array>> = {
	svg: async (figure) => Buffer.from(figure.svg()),
	png: (figure) => figure.png(),
	docx: (figure) => figure.docx(),
	csv: async (figure) => Buffer.from(figure.csv())
};

/** Writes the same figure as the screen shows. */
export default {
	name: 'figure',
	place: 'home',
	takes: ['ID'],
	options: {
		...QUESTION_OPTIONS,
		out: { type: 'string', valueHint: 'FILE', description: 'where to write it' }
	},
	repeatable: ['where'],
	async run(order, { home, note }) {
		const out = order.text('out');
		if (out === undefined)
			throw new UsageError('`figure` needs --out.', 'Write --out coverage.svg, .png, .csv or .docx.');
		const path = order.path(out);
		const write = writerFor(path);
		const safe = await answer(home.warehouse, questionOfOrder(order), home.settings);
		const figure = await figureIn(home, safe);
		const { title, sentence, citation } = figure;
		await note('exported a figure', {
			measure: safe.measure,
			format: extname(path).slice(1).toLowerCase(),
			state: safe.state
		});
		return {
			json: { file: path, title, sentence, citation, state: safe.state },
			words: `${basename(path)}: ${title}\n${sentence}\n${citation}`,
			files: [{ path, content: await write(figure) }]
		};
	}
} satisfies HomeCommand;

function writerFor(path: string): (figure: Figure) => Promise<Uint8Array> {
	const extension = extname(path).slice(1).toLowerCase();
	const write = WRITERS[extension];
	if (write) return write;
	const hint = `Choose one of ${Object.keys(WRITERS).join(', ')}.`;
	throw new Refusal('format_not_offered', `A figure cannot be written as "${extension}".`, hint);
}
