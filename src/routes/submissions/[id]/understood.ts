import { dataset, formats } from '$lib/catalog';
import type { Calendar } from '$lib/domain';
import type { LoadedFile } from '$lib/server/intake';
import { periodWords } from '$lib/ui/submission-line';
import { ONE_SUBMISSION_WORDS } from '$lib/ui/words/submissions';

const WORDS = ONE_SUBMISSION_WORDS.understood;

/** What was understood of a file: facts in words, and each of its columns with what became of it. */
export function understood(one: LoadedFile, calendar: Calendar) {
	const facts: [string, string][] = [
		[WORDS.dataset, one.dataset ? dataset(one.dataset).title : ''],
		[WORDS.period, periodWords(one.period, calendar)],
		[WORDS.format, formatTitle(one)],
		[WORDS.container, one.container],
		[WORDS.encoding, one.encoding],
		[WORDS.delimiter, WORDS.delimiters[one.delimiter] ?? one.delimiter],
		[WORDS.header, one.header_row === null ? '' : String(one.header_row)]
	];
	return {
		facts: facts.filter(([, value]) => value !== ''),
		reasons: one.reasons,
		columns: one.mapping.map(({ header, column, how }) => ({ header, column: titleOf(one, column), how }))
	};
}

function formatTitle(one: LoadedFile): string {
	return formats().find(({ id }) => id === one.format)?.title ?? one.format ?? '';
}

function titleOf(one: LoadedFile, column: string | null): string | null {
	if (column === null || !one.dataset) return column;
	return dataset(one.dataset).columns.find(({ name }) => name === column)?.title ?? column;
}
