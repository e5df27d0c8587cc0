import { mayUse } from '$lib/server/access';
import { thresholdInForce } from '$lib/server/measures';
import type { LayoutServerLoad } from './$types';

const PAGES = [
	'/',
	'/coverage',
	'/retention',
	'/funding',
	'/submissions',
	'/figures',
	'/glossary',
	'/agreements',
	'/settings'
];

/** What stands around every page. */
export const load: LayoutServerLoad = async ({ locals: { settings, warehouse, actor } }) => ({
	partnership: settings.name,
	hasLogo: settings.logo !== null,
	isDemo: settings.demo,
	calendar: settings.calendar,
	threshold: await thresholdInForce(warehouse, settings),
	role: actor.role,
	pages: PAGES.filter((page) => mayUse(actor.role, page, 'GET'))
});
