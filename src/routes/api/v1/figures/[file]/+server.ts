import { Refusal } from '$lib/domain';
import { readBoundaries } from '$lib/server/desk';
import { figureOf, type FigureOptions } from '$lib/server/figures';
import { answer } from '$lib/server/measures';
import { chosenForm } from '../../../../chosen-form';
import { focusOf } from '../../../../focus-award';
import { answering, isRefusal } from '../../../problem';
import { answerTag } from '../../answer-tag';
import { questionAbout } from '../../question-about';
import type { RequestHandler } from './$types';

type Figure = ReturnType<typeof figureOf>;

interface Writer {
	type: string;
	write(figure: Figure): Promise<Uint8Array<ArrayBuffer>>;
}

const WRITERS: Record<string, Writer> = {
	svg: { type: 'image/svg+xml; charset=utf-8', write: async (figure) => bytes(figure.svg()) },
	png: { type: 'image/png', write: async (figure) => new Uint8Array(await figure.png()) },
	csv: { type: 'text/csv; charset=utf-8', write: async (figure) => bytes(figure.csv()) }
};

/** A figure as a file; the extension says which kind. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	answering(async () => {
		const { measure, extension, writer } = readName(params.file);
		const { form, question } = chosenForm(url.searchParams);
		const table = await answer(locals.warehouse, questionAbout(measure, question), locals.settings);
		const name = `${measure}-state-${table.state}.${extension}`;
		await locals.note('exported a figure', { measure, format: extension, state: table.state });
		const options = await figureOptions(locals, url.origin, table.state);
		const figure = figureOf(table, { ...options, form, boundaries: readBoundaries(locals.home.dir) });
		return new Response(await writer.write(figure), {
			headers: {
				'content-type': writer.type,
				'content-disposition': `${extension === 'svg' ? 'inline' : 'attachment'}; filename="${name}"`,
				'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
				etag: answerTag(locals, table.state)
			}
		});
	});

/** The same options as on the pages, so that a file says what the screen says. */
async function figureOptions(locals: App.Locals, address: string, state: number): Promise<FigureOptions> {
	const partnership = locals.settings.name;
	if (!locals.settings.focus_award) return { partnership, address };
	const question = { measure: 'award_balance', by: ['quarter', 'award'], state };
	const balances = await answer(locals.warehouse, question, locals.settings).catch(nothingIfRefused);
	return { partnership, address, focus: focusOf(balances, locals.settings) };
}

function nothingIfRefused(error: unknown): null {
	if (isRefusal(error)) return null;
	throw error;
}

function readName(file: string): { measure: string; extension: string; writer: Writer } {
	const at = file.lastIndexOf('.');
	const extension = at < 0 ? '' : file.slice(at + 1);
	const writer = Object.hasOwn(WRITERS, extension) ? WRITERS[extension] : undefined;
	if (writer) return { measure: file.slice(0, at), extension, writer };
	const offered = Object.keys(WRITERS).join(', ');
	throw new Refusal(
		'format_not_offered',
		`A figure is not offered as "${extension}".`,
		`Ask for one of ${offered}.`
	);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(text);
}
