import type { MatrixLine } from '$lib/domain';
import type { OpenHome } from '$lib/server/desk';
import { submission } from '$lib/server/intake';

/** What intake found odd about a line as it was filed, in sentences; it was taken all the same. */
export async function remarksOn(
	w: OpenHome['warehouse'],
	{ submission_id, source_row }: Pick<MatrixLine, 'submission_id' | 'source_row'>
): Promise<string[]> {
	const { findings } = await submission(w, submission_id);
	const own = findings.filter(({ row, column }) => row === source_row && column !== null);
	return own.map(({ message, fix }) => `${message} ${fix}`);
}
