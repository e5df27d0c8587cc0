import type { Actor } from '$lib/domain';
import { mayUse, partnerOf, rolesFor } from './may-use';
import type { Method, PartnerOf } from './route-access';

/** Whether somebody may give a command: yes, or no and for whom it is. Nobody means the operator alone. */
export type CommandVerdict =
	{ may: true; partnerOf: PartnerOf | null } | { may: false; for: readonly string[] };

/**
 * What each command is in the one table: the route that does the same. What no route does is for the operator alone,
 * who can open the home.
 */
export const COMMAND_ROUTES: Record<string, { route: string; method: Method } | null> = {
	init: null,
	serve: null,
	read: { route: '/submissions', method: 'POST' },
	load: { route: '/api/v1/submissions', method: 'POST' },
	submissions: { route: '/submissions', method: 'GET' },
	publish: { route: '/api/v1/submissions/[id]/publish', method: 'POST' },
	withdraw: { route: '/api/v1/submissions/[id]', method: 'DELETE' },
	states: { route: '/api/v1/states', method: 'GET' },
	measures: { route: '/api/v1/measures', method: 'GET' },
	measure: { route: '/api/v1/measures/[id]', method: 'GET' },
	figure: { route: '/api/v1/figures/[file]', method: 'GET' },
	brief: { route: '/brief', method: 'GET' },
	matrix: { route: '/matrix', method: 'GET' },
	plan: { route: '/api/v1/plans/solve', method: 'POST' },
	retention: { route: '/agreements', method: 'POST' },
	user: { route: '/users', method: 'POST' },
	token: { route: '/account', method: 'POST' },
	backup: null,
	restore: null,
	audit: { route: '/audit/log.csv', method: 'GET' },
	check: null
};

const OPERATOR = 'console';

/** The operator at the machine: whoever can open the home may do everything. */
export function consoleActor(): Actor {
	return { who: OPERATOR, role: 'administrator', partners: null };
}

/** Whether a command is given by the operator, and not in somebody's name. */
export function isOperator({ who }: Actor): boolean {
	return who === OPERATOR;
}

/** Whether an actor may give a command, by what the table says of its route. */
export function judgeCommand(actor: Actor, command: string): CommandVerdict {
	const like = Object.hasOwn(COMMAND_ROUTES, command) ? COMMAND_ROUTES[command] : null;
	if (isOperator(actor)) return { may: true, partnerOf: null };
	if (!like) return { may: false, for: [] };
	if (mayUse(actor.role, like.route, like.method))
		return { may: true, partnerOf: partnerOf(like.route, like.method) };
	return { may: false, for: rolesFor(like.route, like.method) };
}
