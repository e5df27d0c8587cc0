import { dataset, datasets } from '$lib/catalog';
import {
	addQuarters,
	DATASET_IDS,
	fromCalendar,
	isQuarter,
	quarterLabel,
	quarterOf,
	Refusal,
	type DatasetId,
	type IntakeQuestion,
	type Quarter,
	type SubmissionClaim
} from '$lib/domain';
import type { Guess } from './detect';
import type { EarlierHeaders } from './remember';

/** Below this certainty the dataset is asked for. */
const SURE = 0.5;

/** The quarter (of the calendar year) that a file is filed for: as claimed, as answered, or as its name says. */
export function resolvePeriod(
	claim: Pick<SubmissionClaim, 'period' | 'calendar'>,
	{ name, answer, now }: { name: string; answer: string | undefined; now: Date }
): { period: Quarter } | { question: IntakeQuestion } {
	const said = claim.period ?? answer ?? quarterIn(name);
	if (said !== undefined) return { period: fromCalendar(checked(said), claim.calendar ?? 'calendar') };
	const last = addQuarters(quarterOf(now.toISOString()), -1);
	const recent = Array.from({ length: 8 }, (_, back) => addQuarters(last, -back));
	return {
		question: {
			code: 'period',
			row: null,
			column: null,
			message: 'Which quarter is the file for?',
			choices: recent.map((quarter) => ({ value: quarter, label: quarterLabel(quarter) }))
		}
	};
}

/** A quarter as people type it: 2015Q1, 2015-Q1, 2015 q1. */
function checked(text: string): Quarter {
	const quarter = text
		.trim()
		.toUpperCase()
		.replace(/[\s_-]+/g, '');
	if (isQuarter(quarter)) return quarter;
	throw new Refusal('no_period', `"${text}" is not a quarter.`, 'Write the period like 2015Q1.');
}

function quarterIn(name: string): string | undefined {
	const match = /(?:^|[^0-9A-Za-z])((?:19|20)\d{2})[\s_-]?Q([1-4])(?![0-9A-Za-z])/i.exec(name);
	return match ? `${match[1]}Q${match[2]}` : undefined;
}

/** The dataset of a file: as claimed, as answered, as its headers say, or as the partner's earlier file of the same headers was; else a question. */
export function resolveDataset(
	claimed: DatasetId | undefined,
	guesses: Guess[],
	{
		answer,
		earlier,
		allowed
	}: { answer: string | undefined; earlier: EarlierHeaders | null; allowed: DatasetId[] | null }
): { dataset: DatasetId; wrong: Guess | null } | { question: IntakeQuestion } {
	const said = claimed ?? datasets().find(({ id }) => id === answer)?.id;
	const [best] = guesses;
	if (said !== undefined) return { dataset: said, wrong: betterThan(said, guesses) };
	if (best && best.certainty >= SURE) return { dataset: best.format.dataset, wrong: null };
	if (earlier) return { dataset: earlier.dataset, wrong: null };
	const likely = [...new Set(guesses.map(({ format }) => format.dataset))];
	const others = datasets()
		.map(({ id }) => id)
		.filter((id) => !likely.includes(id));
	return {
		question: {
			code: 'dataset',
			row: null,
			column: null,
			message: 'What is the file about? Its columns do not tell.',
			choices: [...likely, ...others]
				.filter((id) => allowed?.includes(id) ?? true)
				.map((id) => ({ value: id, label: dataset(id).title }))
		}
	};
}

/** Another dataset that the headers fit whole, while they do not fit the one that was said. */
function betterThan(said: DatasetId, guesses: Guess[]): Guess | null {
	const own = guesses.find(({ format }) => format.dataset === said);
	const [best] = guesses;
	if (!best || best.format.dataset === said || best.missing.length > 0) return null;
	return !own || own.missing.length > 0 ? best : null;
}

/** The dataset is the file's name up to its first dot, or a name that begins with it. */
export function datasetIn(name: string): DatasetId | undefined {
	const word = /^[a-z]+/.exec(name.toLowerCase())?.[0];
	return DATASET_IDS.find((id) => id === word);
}
