import { redirect } from '@sveltejs/kit';
import { maySeePartner } from '$lib/server/access';
import { partners, submissions } from '$lib/server/intake';
import type { PageServerLoad } from './$types';

/** The partners whose customers somebody works with; whoever has one only is led there. */
export const load: PageServerLoad = async ({ locals: { actor, warehouse } }) => {
	const [known, filed] = await Promise.all([partners(warehouse), submissions(warehouse)]);
	const withNeeds = new Set(filed.filter(({ dataset }) => dataset === 'needs').map(({ partner }) => partner));
	const own = known.filter(({ partner }) => maySeePartner(actor, partner) && withNeeds.has(partner));
	if (own.length === 1) redirect(303, `/work-list/${own[0]?.partner}`);
	return { partners: own.map(({ partner, name }) => ({ partner, name })) };
};
