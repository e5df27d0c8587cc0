import { mayUse } from '$lib/server/access';
import { WARNING_MINUTES } from '$lib/server/accounts';
import { thresholdInForce } from '$lib/server/measures';
import type { SessionSpan } from '$lib/ui/session-clock';
import type { LayoutServerLoad } from './$types';

const PAGES = [
	'/',
	'/coverage',
	'/retention',
	'/funding',
	'/plans',
	'/matrix',
	'/brief',
	'/work-list',
	'/submissions',
	'/figures',
	'/glossary',
	'/agreements',
	'/users',
	'/settings',
	'/audit'
];

/** What stands around every page. */
export const load: LayoutServerLoad = async ({ locals: { settings, warehouse, actor, visit } }) => ({
	partnership: settings.name,
	hasLogo: settings.logo !== null && mayUse(actor.role, '/logo', 'GET'),
	isDemo: settings.demo,
	calendar: settings.calendar,
	timeZone: settings.time_zone,
	threshold: await thresholdInForce(warehouse, settings),
	prepareFault: actor.role === null ? null : (globalThis.braidwork?.prepareFault() ?? null),
	role: actor.role,
	account: visit.account && { name: visit.account.name || visit.account.email },
	session: visit.session && spanOf(visit.session),
	pages: PAGES.filter(
		(page) => (page === '/users' ? !settings.demo : true) && mayUse(actor.role, page, 'GET')
	)
});

/** Seconds and not moments: the visitor's clock may be wrong. */
function spanOf({ idleAt, endsAt }: { idleAt: string; endsAt: string }): SessionSpan {
	const now = Date.now();
	const until = (moment: string) => Math.floor((Date.parse(moment) - now) / 1000);
	return { idle: until(idleAt), whole: until(endsAt), warning: WARNING_MINUTES * 60 };
}
