import { transforms } from '$lib/catalog';
import { writeCount } from '$lib/domain';
import type { LoadedFile } from '$lib/server/intake';
import { ONE_SUBMISSION_WORDS } from '$lib/ui/words/submissions';

const words = ONE_SUBMISSION_WORDS.rows;

type Counted = Pick<
	LoadedFile,
	'format' | 'rows_in_file' | 'rows_loaded' | 'rows_rejected' | 'rows_waiting' | 'rows_ignored'
>;

/** What became of everything that was counted: records of a file, or rows that were made of records of an outside standard. */
export function rowAccount(one: Counted) {
	const isMade = transforms().some(({ id }) => id === one.format);
	const ignored = one.rows_ignored.reduce((sum, line) => sum + (line.count ?? 1), 0);
	return {
		title: isMade ? words.titleMade : words.title,
		counted: isMade ? words.made : words.file,
		note: isMade ? words.noteMade : null,
		file: writeCount(one.rows_in_file),
		loaded: writeCount(one.rows_loaded),
		rejected: writeCount(one.rows_rejected),
		waiting: writeCount(one.rows_waiting),
		ignored: writeCount(ignored)
	};
}
