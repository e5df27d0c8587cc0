import { Refusal } from '$lib/domain';
import { currentRows, readMatrix, writeOfferingsForPeople } from '$lib/server/desk';
import { answering } from '../../api/problem';
import { askedOf } from '../asked-of';
import type { RequestHandler } from './$types';

/** The lines that a partner filed, as they count in a state, in our own template: what can be filed again. */
export const GET: RequestHandler = ({ locals, url }) =>
	answering(async () => {
		const { state, lines } = await readMatrix(locals.warehouse, { ...askedOf(url), now: new Date() });
		const filers = [...new Set(lines.map(({ partner }) => partner))];
		const partner = url.searchParams.get('partner') ?? (filers.length === 1 ? filers[0] : undefined);
		if (partner === undefined || !filers.includes(partner)) throw notOne(filers);
		await locals.note('exported the matrix', { partner, state, format: 'csv' });
		return new Response(writeOfferingsForPeople(await currentRows(locals.warehouse, partner, state)), {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="offerings-state-${state}.csv"`
			}
		});
	});

function notOne(filers: string[]): Refusal {
	const hint = filers.length > 0 ? `Name one: ?partner=${filers.join(' or ?partner=')}` : 'File one first.';
	return new Refusal('no_line', 'No one partner’s lines of the matrix are named here.', hint);
}
