import { writeDay } from '$lib/domain';
import { readMatrix, writeHsds } from '$lib/server/desk';
import { partners } from '$lib/server/intake';
import { MATRIX_WORDS } from '$lib/ui/words/matrix';
import { answering } from '../../api/problem';
import { askedOf } from '../asked-of';
import { labelsOf } from '../matrix-words';
import type { RequestHandler } from './$types';

/** The lines that are live on a day as services of a resource directory. */
export const GET: RequestHandler = ({ locals, url }) =>
	answering(async () => {
		const matrix = await readMatrix(locals.warehouse, { ...askedOf(url), now: new Date() });
		const byCode = (list: string) =>
			Object.fromEntries(labelsOf(list).map(({ value, label }) => [value, label]));
		const words = {
			services: byCode('services'),
			populations: byCode('populations'),
			statuses: byCode('offering_status'),
			partners: await partners(locals.warehouse)
		};
		const { day, state } = matrix;
		const readme = `${MATRIX_WORDS.print(writeDay(day), state)}\r\n\r\n${MATRIX_WORDS.files.hsdsLeft}\r\n`;
		await locals.note('exported the matrix', { state, format: 'hsds' });
		return new Response(new Uint8Array(writeHsds(matrix, words, readme)), {
			headers: {
				'content-type': 'application/zip',
				'content-disposition': `attachment; filename="matrix-hsds-${day}-state-${state}.zip"`
			}
		});
	});
