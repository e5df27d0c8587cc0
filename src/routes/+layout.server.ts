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
	'/users',
	'/settings'
];

/** What stands around every page. */
export const load: LayoutServerLoad = ({ locals: { settings, actor, visit } }) => ({
	partnership: settings.name,
	hasLogo: settings.logo !== null && mayUse(actor.role, '/logo', 'GET'),
	isDemo: settings.demo,
	calendar: settings.calendar,
	threshold: settings.threshold,
	role: actor.role,
	account: visit.account && { name: visit.account.name || visit.account.email },
	session: visit.session && { idleAt: visit.session.idleAt, endsAt: visit.session.endsAt },
	pages: PAGES.filter(
		(page) => (page === '/users' ? !settings.demo : true) && mayUse(actor.role, page, 'GET')
	)
});
