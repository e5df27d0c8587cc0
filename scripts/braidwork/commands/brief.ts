import { basename, extname } from 'node:path';
import { Refusal, type Brief } from '$lib/domain';
import { briefs, noBrief, versionsOfBrief, type OpenHome } from '$lib/server/desk';
import { writeWord } from '$lib/server/figures';
import type { BriefPage } from '$lib/ui/brief/brief-page';
import { briefPaper } from '$lib/ui/brief/brief-paper';
import { paperText } from '$lib/ui/brief/paper-text';
import { briefIn } from '../brief-in';
import type { HomeCommand, Outcome } from '../command';
import { UsageError } from '../order';
import { table } from '../table';

/** Lists the briefs of the meetings; with a date, prints one or writes it for Word. */
export default {
	name: 'brief',
	place: 'home',
	takes: [],
	options: {
		date: { type: 'string', valueHint: 'DATE', description: 'the day of the meeting, like 2015-12-31' },
		out: { type: 'string', valueHint: 'FILE', description: 'write it for Word, as FILE.docx' }
	},
	async run(order, { home, note }) {
		const [date, out] = [order.text('date'), order.text('out')];
		if (date === undefined) {
			if (out !== undefined)
				throw new UsageError('`brief --out` needs --date.', 'Name the day of the meeting.');
			return list(home);
		}
		const path = out === undefined ? null : wordPath(order.path(out));
		const brief = find(home, date);
		const page = await briefIn(home, brief);
		if (path === null) return { json: describe(page, brief), words: paperText(briefPaper(page)) };
		await note('exported a brief', { brief: date, format: 'docx', state: brief.state });
		return {
			json: { file: path, ...describe(page, brief) },
			words: `${basename(path)}: ${page.title}`,
			files: [{ path, content: await writeWord(briefPaper(page)) }]
		};
	}
} satisfies HomeCommand;

function list({ dir }: OpenHome): Outcome {
	const listed = briefs(dir).map(({ date, brief, problem }) => ({
		date,
		state: brief?.state ?? null,
		previous: brief?.previous?.date ?? null,
		decisions: brief?.decisions.length ?? 0,
		problem
	}));
	const words = listed.length > 0 ? table(listed) : 'No brief was made yet; the page /brief makes one.';
	return { json: { briefs: listed }, words };
}

function find({ dir }: OpenHome, date: string): Brief {
	const newest = versionsOfBrief(dir, date)[0];
	if (!newest) throw noBrief(date);
	return newest.brief;
}

function describe(
	{ title, stamp, since, lead, caution, numbers, changed, open }: BriefPage,
	brief: Brief
): object {
	const { date, state, previous, decisions, notes } = brief;
	const told = numbers.map(({ id, label, value, beneath, change }) => ({
		id,
		label,
		value,
		beneath,
		change
	}));
	return {
		date,
		state,
		previous,
		title,
		stamp,
		since,
		lead,
		caution,
		numbers: told,
		changed,
		open,
		decisions,
		notes
	};
}

function wordPath(path: string): string {
	if (extname(path).toLowerCase() === '.docx') return path;
	const extension = extname(path).slice(1) || 'a file without a kind';
	throw new Refusal(
		'format_not_offered',
		`A brief cannot be written as "${extension}".`,
		'Write --out brief.docx; to have it on paper, print its page.'
	);
}
