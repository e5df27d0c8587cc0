import { readdirSync, statSync } from 'node:fs';
import { CALENDARS, DATASET_IDS, type Calendar, type DatasetId } from '$lib/domain';
import { notesOfLoading } from '$lib/server/audit';
import { loadPaths, type LoadOptions } from '$lib/server/intake';
import type { HomeCommand, Place } from '../command';
import { UsageError, type Order } from '../order';
import { describeLoad } from '../describe-load';

/** Rules for a whole column; `COLUMN` is ours. They are remembered for the partner and dataset. */
const RULES = [
	'column.COLUMN=HEADER',
	'leave.HEADER=yes',
	'code.COLUMN.VALUE=CODE (or leave-out, leave-empty)',
	'date_order.COLUMN=mdy or dmy',
	'decimal_comma.COLUMN=comma or point',
	'strip_prefix.COLUMN=TEXT'
];

/** Receives files, checks them and, when asked, publishes them. */
export default {
	name: 'load',
	place: 'home',
	takes: ['PATH...'],
	options: {
		partner: { type: 'string', valueHint: 'P', description: 'whose file it is' },
		dataset: {
			type: 'enum',
			options: [...DATASET_IDS],
			description: 'what it is about, when the file does not tell'
		},
		period: { type: 'string', valueHint: '2015Q1', description: 'the quarter it is filed for' },
		calendar: {
			type: 'enum',
			options: [...CALENDARS],
			description: 'the calendar that the period is written in'
		},
		publish: { type: 'boolean', description: 'publish what has no errors' },
		replace: { type: 'boolean', description: 'put it in the place of what is published for the same period' },
		answer: {
			type: 'string',
			valueHint: 'CODE=CHOICE',
			description: `answer a question of intake, or make a rule for a column: ${RULES.join('; ')}`
		}
	},
	repeatable: ['answer'],
	async run(order, { home, now, actor, note, progress }) {
		const paths = order.words.map((word) => order.path(word));
		for (const path of paths) statSync(path);
		const claim = {
			partner: order.text('partner'),
			dataset: order.text('dataset') as DatasetId | undefined,
			period: order.text('period'),
			calendar: order.text('calendar') as Calendar | undefined
		};
		const loaded = await loadPaths(home.warehouse, paths, claim, {
			publish: order.flag('publish'),
			replace: order.flag('replace'),
			answers: answersOf(order),
			actor,
			now,
			settings: home.settings,
			progress: countOff(paths, progress)
		});
		await Promise.all(notesOfLoading(loaded.files).map(({ did, about }) => note(did, about)));
		return describeLoad(loaded);
	}
} satisfies HomeCommand;

/** Counts each file as intake begins to read it. */
function countOff(paths: string[], progress: Place['progress']): LoadOptions['progress'] {
	const total = paths.reduce((sum, path) => sum + countFiles(path), 0);
	let done = 0;
	return (stage, file) => {
		if (stage === 'read') progress((done = Math.min(done + 1, total)), total, file);
	};
}

function countFiles(path: string): number {
	if (!statSync(path).isDirectory()) return 1;
	return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

function answersOf(order: Order): Record<string, string> {
	return Object.fromEntries(order.all('answer').map(answerOf));
}

function answerOf(text: string): [string, string] {
	const at = text.indexOf('=');
	if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
	throw new UsageError(`--answer cannot be "${text}".`, 'Write --answer CODE=CHOICE.');
}
