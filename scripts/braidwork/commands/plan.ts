import { readFile } from 'node:fs/promises';
import { Refusal, type PlanResult } from '$lib/domain';
import { solveDocument } from '$lib/server/planning';
import type { FreeCommand } from '../command';
import { UsageError } from '../order';

/** Seconds that are searched where nothing is said; a plan of a whole state takes about one minute. */
const USUAL = 600;

/** Solves a plan document and prints the result document. */
export default {
	name: 'plan',
	place: 'free',
	withoutHome: false,
	takes: ['FILE'],
	options: {
		out: { type: 'string', valueHint: 'FILE', description: 'write the result document there as well' },
		brief: {
			type: 'boolean',
			description: 'the answer alone: no alternatives, no rule to change, no next dollar'
		},
		seconds: {
			type: 'string',
			valueHint: 'N',
			description: `stop searching after N seconds (default: ${USUAL})`
		}
	},
	async run(order, { tell, progress }) {
		const timeLimit = secondsOf(order.text('seconds'));
		const document = await readDocument(order.path(order.words[0] ?? ''));
		tell('Solving.');
		const result = await solveDocument(document, {
			timeLimit,
			explain: !order.flag('brief'),
			onProgress: ({ seconds, incumbent }) =>
				progress(
					Math.round(seconds),
					timeLimit,
					`${Number.isFinite(incumbent) ? `s, best so far ${incumbent.toFixed(2)}` : 's'}`
				)
		});
		const out = order.text('out');
		const content = new TextEncoder().encode(`${JSON.stringify(result, null, '\t')}\n`);
		return {
			json: result,
			words: inWords(result),
			...(out === undefined ? {} : { files: [{ path: order.path(out), content }] })
		};
	}
} satisfies FreeCommand;

function secondsOf(text: string | undefined): number {
	const seconds = Number(text ?? USUAL);
	if (seconds > 0) return seconds;
	throw new UsageError(`--seconds ${text} is not a number of seconds.`, 'Write a number such as 60.');
}

async function readDocument(path: string): Promise<unknown> {
	const text = await readFile(path, 'utf8');
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		throw new Refusal(
			'broken_json',
			`${path} is no JSON document.`,
			'Look for a missing comma, quote or bracket.'
		);
	}
}

function inWords({ words, notes, objective, status }: PlanResult): string {
	const head = objective === null ? status : `${status}, objective ${objective}`;
	const assumed = notes.length > 0 ? ['', 'Assumed or left out:', ...notes.map((note) => `- ${note}`)] : [];
	return [head, '', ...words, ...assumed].join('\n');
}
