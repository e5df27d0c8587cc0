import { mayUse } from '$lib/server/access';
import type { LayoutServerLoad } from './$types';

const PAGES = [
	'/',
	'/coverage',
	'/retention',
	'/funding',
	'/submissions',
	'/figures',
	'/glossary',
	'/settings',
	'/audit'
];

/** What stands around every page. */
export const load: LayoutServerLoad = ({ locals: { settings, actor } }) => ({
	partnership: settings.name,
	hasLogo: settings.logo !== null,
	isDemo: settings.demo,
	calendar: settings.calendar,
	threshold: settings.threshold,
	role: actor.role,
	pages: PAGES.filter((page) => mayUse(actor.role, page, 'GET'))
});
