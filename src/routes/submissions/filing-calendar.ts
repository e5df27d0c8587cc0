import { quarterIndex, writeCount, type Calendar, type Quarter, type SubmissionStatus } from '$lib/domain';
import type { LoadedFile } from '$lib/server/intake';
import { periodWords, type LineWords } from '$lib/ui/submission-line';

/** What the calendar needs to know of a submission. */
type Filed = Pick<LoadedFile, 'partner' | 'dataset' | 'period' | 'status' | 'rows_loaded' | 'submission_id'>;

/** How a partner's export of a quarter stands; `standing`: what was filed before still holds; `none`: nothing of the kind had come by then. */
export type FilingMark = 'published' | 'waiting' | 'rejected' | 'withdrawn' | 'missing' | 'standing' | 'none';

/** One quarter of one partner's export. */
export interface FilingMarkCell {
	quarter: string;
	mark: FilingMark;
	rows: string;
	/** The submission to open. */
	id: string | null;
}

/** One partner's export over the quarters. */
export interface FilingLine {
	key: string;
	partner: string;
	dataset: string;
	/** Whether it is the first line of its partner. */
	isFirst: boolean;
	cells: FilingMarkCell[];
}

/** Quarters that the calendar shows: the latest of those filed. */
const SHOWN_QUARTERS = 8;

const MARKS: Record<SubmissionStatus, FilingMark> = {
	published: 'published',
	received: 'waiting',
	needs_answer: 'waiting',
	checked: 'waiting',
	checked_with_warnings: 'waiting',
	rejected: 'rejected',
	withdrawn: 'withdrawn',
	superseded: 'withdrawn'
};

/** Exports that hold until they are filed anew, and so are not missed each quarter. */
const STANDING = ['awards', 'offerings'];

/** What stands for a quarter in which several files were sent, the weightiest first. */
const WEIGHT: FilingMark[] = ['published', 'waiting', 'rejected', 'withdrawn'];

/** Who has filed what: a line for each partner's export that ever came, over the latest quarters. */
export function filingCalendar(all: Filed[], words: LineWords): { quarters: string[]; lines: FilingLine[] } {
	const placed = all.filter(({ dataset, period }) => dataset && period);
	const quarters = [...new Set(placed.map(({ period }) => period as Quarter))]
		.sort((one, other) => quarterIndex(one) - quarterIndex(other))
		.slice(-SHOWN_QUARTERS);
	const kinds = Object.keys(words.datasets);
	const groups = [...Map.groupBy(placed, ({ partner, dataset }) => `${partner}/${dataset}`)];
	const order = ([, files]: [string, Filed[]]) => [
		words.partners[files[0]?.partner ?? ''] ?? '',
		String(kinds.indexOf(files[0]?.dataset ?? '')).padStart(3, '0')
	];
	const sorted = groups.sort((one, other) => (order(one).join('\n') < order(other).join('\n') ? -1 : 1));
	const lines = sorted.map(([key, files], at) =>
		lineOf(key, files, { quarters, words, before: sorted[at - 1]?.[1] })
	);
	return { quarters: quarters.map((quarter) => periodWords(quarter, words.calendar)), lines };
}

interface LineParts {
	quarters: Quarter[];
	words: LineWords;
	before: Filed[] | undefined;
}

function lineOf(key: string, files: Filed[], { quarters, words, before }: LineParts): FilingLine {
	const { partner = '', dataset = '' } = files[0] ?? {};
	const first = Math.min(...files.map(({ period }) => quarterIndex(period as Quarter)));
	return {
		key,
		partner: words.partners[partner] ?? partner,
		dataset: words.datasets[dataset ?? ''] ?? dataset ?? '',
		isFirst: before?.[0]?.partner !== partner,
		cells: quarters.map((quarter) => cellOf(quarter, files, { first, calendar: words.calendar }))
	};
}

function cellOf(
	quarter: Quarter,
	files: Filed[],
	{ first, calendar }: { first: number; calendar: Calendar }
): FilingMarkCell {
	const here = files.filter(({ period }) => period === quarter);
	const shown = WEIGHT.map((mark) => here.find(({ status }) => MARKS[status] === mark)).find(Boolean);
	const absent = STANDING.includes(files[0]?.dataset ?? '') ? 'standing' : 'missing';
	const isExpected = quarterIndex(quarter) >= first;
	return {
		quarter: periodWords(quarter, calendar),
		mark: shown ? MARKS[shown.status] : isExpected ? absent : 'none',
		rows: shown ? writeCount(shown.rows_loaded) : '',
		id: shown?.submission_id ?? null
	};
}
