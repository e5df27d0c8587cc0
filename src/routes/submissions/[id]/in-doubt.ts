import { Refusal, writeCount, type Calendar } from '$lib/domain';
import { concernsFile, type LoadedFile } from '$lib/server/intake';
import { periodWords } from '$lib/ui/submission-line';
import { ONE_SUBMISSION_WORDS } from '$lib/ui/words/submissions';

/** Whether it waits to be published. */
export function isReady({ status }: LoadedFile): boolean {
	return status === 'checked' || status === 'checked_with_warnings';
}

/** The errors that put a whole file in doubt; where there is none, the partnership takes whole files only. */
export function wholeOf({ findings }: LoadedFile): string[] {
	const errors = findings.filter(({ severity, rule }) => severity === 'error' && concernsFile(rule));
	return errors.length > 0 ? errors.map(({ message }) => message) : [ONE_SUBMISSION_WORDS.whole.rows];
}

/** From this share of its rows on, dates after a file's quarter rather mean another quarter. */
const MOSTLY_LATE = 0.5;

/** How many of a file's dates lie after its quarter, where most do: the quarter is asked before it is published. */
export function lateOf(one: LoadedFile, calendar: Calendar): { count: string; period: string } | null {
	const counts = one.findings.filter(({ rule }) => rule === 'later_than_period').map(({ count }) => count);
	const most = Math.max(0, ...counts);
	if (!isReady(one) || most === 0 || most < MOSTLY_LATE * one.rows_loaded) return null;
	return { count: writeCount(most), period: periodWords(one.period, calendar) };
}

/** Publishing a file whose quarter is in doubt without a word on it. */
export function quarterInDoubt(): Refusal {
	return new Refusal(
		'quarter_in_doubt',
		'Most of its dates lie after its quarter, and it was not said that the quarter is right.',
		'Say so beside the button, or file it again with its own quarter.'
	);
}
