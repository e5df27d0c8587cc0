import { fail } from '@sveltejs/kit';
import {
	addToken,
	beginFactor,
	changePassword,
	confirmFactor,
	endFactor,
	endOtherSessions,
	endSession,
	hasBegunFactor,
	hasPassword,
	leastLength,
	meetsFactorRule,
	needsSecondFactor,
	openSessions,
	ownSession,
	proveOwner,
	revokeToken,
	tokens,
	type NewFactor
} from '$lib/server/accounts';
import { partners } from '$lib/server/intake';
import { INVITATION_WORDS } from '$lib/ui/words/accounts';
import { isRefusal } from '../api/problem';
import { giveCookies } from '../give-cookies';
import { noteAccount } from '../note-account';
import type { Actions, PageServerLoad } from './$types';

/** One's own account: where it is signed in, its password, its tokens. */
export const load: PageServerLoad = async ({ locals }) => {
	const { visit, accounts, actor, warehouse } = locals;
	if (!visit.account || !visit.session) return { own: null };
	const now = new Date();
	const { id, email, hasSecondFactor } = visit.account;
	const names = new Map((await partners(warehouse)).map(({ partner, name }) => [partner, name]));
	return {
		own: {
			email,
			role: actor.role ?? '',
			partners: actor.partners?.map((partner) => names.get(partner) ?? partner) ?? null,
			least: leastLength(hasSecondFactor),
			hasSecondFactor,
			hasPassword: hasPassword(accounts, id),
			isFactorBegun: hasBegunFactor(accounts, id),
			isFactorNeeded: needsSecondFactor(accounts),
			isHeldUp: !meetsFactorRule(accounts, visit),
			here: visit.session.id,
			sessions: openSessions(accounts, id, now),
			tokens: tokens(accounts, id).map((token) => ({
				...token,
				isOver: token.expiresAt <= now.toISOString()
			}))
		}
	};
};

type Answer = { saved?: string; token?: string; factor?: NewFactor };

/** Runs what an action does; a person's mistake becomes a sentence beside the form. */
async function doing(work: () => Answer | Promise<Answer>) {
	try {
		return { message: '', hint: '', ...(await work()) };
	} catch (mistake) {
		if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint });
		throw mistake;
	}
}

export const actions: Actions = {
	password: async ({ request, locals }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const [current, fresh] = [text('current'), text('fresh')];
		if (fresh !== text('repeat'))
			return fail(400, { message: INVITATION_WORDS.differ, hint: INVITATION_WORDS.differHint });
		return doing(async () => {
			const { email } = ownSession(locals.visit).account;
			await changePassword(locals.accounts, locals.visit, { current, fresh, now: new Date() });
			await noteAccount(locals, 'changed an account', `${email}: password changed`);
			return { saved: 'password' };
		});
	},
	factor: async ({ request, locals, cookies }) => {
		const password = String((await request.formData()).get('password') ?? '');
		return doing(async () => {
			const given = { password, cookie: (name: string) => cookies.get(name), now: new Date() };
			return { factor: await beginFactor(locals.accounts, locals.visit, given) };
		});
	},
	confirm: async ({ request, locals, cookies }) => {
		const code = String((await request.formData()).get('code') ?? '');
		return doing(async () => {
			const { email } = ownSession(locals.visit).account;
			const given = { code, cookie: (name: string) => cookies.get(name), now: new Date() };
			giveCookies(cookies, await confirmFactor(locals.accounts, locals.visit, given));
			await noteAccount(locals, 'changed an account', `${email}: second factor turned on`);
			return { saved: 'factor' };
		});
	},
	unfactor: async ({ request, locals, cookies }) => {
		const password = String((await request.formData()).get('password') ?? '');
		return doing(async () => {
			const { email } = ownSession(locals.visit).account;
			const given = { password, cookie: (name: string) => cookies.get(name), now: new Date() };
			giveCookies(cookies, await endFactor(locals.accounts, locals.visit, given));
			await noteAccount(locals, 'changed an account', `${email}: second factor turned off`);
			return { saved: 'unfactor' };
		});
	},
	end: async ({ request, locals }) => {
		const form = await request.formData();
		return doing(async () => {
			const { account } = ownSession(locals.visit);
			endSession(locals.accounts, account.id, String(form.get('session') ?? ''));
			await noteAccount(locals, 'changed an account', `${account.email}: a session ended`);
			return { saved: 'session' };
		});
	},
	others: ({ locals }) =>
		doing(async () => {
			const { account, session } = ownSession(locals.visit);
			endOtherSessions(locals.accounts, account.id, session.id);
			await noteAccount(locals, 'changed an account', `${account.email}: all other sessions ended`);
			return { saved: 'session' };
		}),
	token: async ({ request, locals }) => {
		const form = await request.formData();
		return doing(async () => {
			const { account } = ownSession(locals.visit);
			await proveOwner(locals.accounts, locals.visit, String(form.get('password') ?? ''), new Date());
			const name = String(form.get('name') ?? '');
			const scope = form.has('read') ? 'read' : 'all';
			const made = addToken(locals.accounts, account.id, {
				name,
				scope,
				expires: lastDay(form),
				now: new Date()
			});
			await noteAccount(locals, 'made a token', `${account.email}: ${made.id}`);
			return { token: made.token };
		});
	},
	revoke: async ({ request, locals }) => {
		const form = await request.formData();
		return doing(async () => {
			const { account } = ownSession(locals.visit);
			const id = String(form.get('token') ?? '');
			revokeToken(locals.accounts, id, new Date(), account.id);
			await noteAccount(locals, 'ended a token', `${account.email}: ${id}`);
			return { saved: 'token' };
		});
	}
};

/** A token works through the whole of its last day. */
function lastDay(form: FormData): Date | undefined {
	const day = new Date(`${String(form.get('expires') ?? '')}T23:59:59.999Z`);
	return Number.isNaN(day.getTime()) ? undefined : day;
}
