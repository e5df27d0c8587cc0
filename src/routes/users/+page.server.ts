import { fail } from '@sveltejs/kit';
import { Refusal, roleNamed, ROLES, type Role } from '$lib/domain';
import {
	addMember,
	changeRole,
	dropSecondFactor,
	endSessions,
	linkAddress,
	mailLink,
	makeLink,
	memberOf,
	members,
	needsSecondFactor,
	openSessions,
	requireSecondFactor,
	providerCallback,
	saveMailServer,
	saveProvider,
	setDisabled,
	shownMailServer,
	shownProvider,
	type Member
} from '$lib/server/accounts';
import { partners } from '$lib/server/intake';
import { isRefusal } from '../api/problem';
import { noteAccount } from '../note-account';
import type { Actions, PageServerLoad } from './$types';

/** Everybody who may come in, what they may, and the partners that can be assigned. */
export const load: PageServerLoad = async ({ locals: { accounts, warehouse }, url }) => {
	const now = new Date();
	const known = await partners(warehouse);
	return {
		roles: ROLES,
		provider: shownProvider(accounts),
		mail: shownMailServer(accounts),
		callback: providerCallback(accounts.origin),
		isFactorNeeded: needsSecondFactor(accounts),
		who: url.searchParams.get('who') ?? '',
		known: known.map(({ partner, name }) => ({ partner, name })),
		users: members(accounts).map((member) => ({
			...member,
			sessions: openSessions(accounts, member.id, now).length
		}))
	};
};

interface Answer {
	/** A link to hand over, shown once. */
	link?: { email: string; url: string; isMailed: boolean };
}

type Work = (form: FormData, locals: App.Locals) => Promise<Answer>;

/** One thing that an administrator does to an account; a mistake becomes a sentence at the top of the page. */
function administer(work: Work) {
	return async ({ request, locals }: { request: Request; locals: App.Locals }) => {
		try {
			const { link } = await work(await request.formData(), locals);
			return { done: true, message: '', hint: '', link: link ?? null };
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { done: false, message: mistake.message, hint: mistake.hint, link: null });
		}
	};
}

export const actions: Actions = {
	invite: administer(async (form, locals) => {
		const wanted = { email: textOf(form, 'email'), role: roleOf(form), partners: partnersOf(form) };
		const member = addMember(locals.accounts, wanted, new Date());
		await noteAccount(locals, 'changed an account', `${member.email}: invited as ${member.role}`);
		return linkFor(locals, member);
	}),
	change: administer(async (form, locals) => {
		const rights = { role: roleOf(form), partners: partnersOf(form) };
		const { email, role, partners: assigned } = changeRole(locals.accounts, textOf(form, 'email'), rights);
		await noteAccount(
			locals,
			'changed a right',
			`${email}: ${role} of ${assigned?.join(', ') ?? 'every partner'}`
		);
		return {};
	}),
	link: administer(async (form, locals) => {
		const member = memberOf(locals.accounts, textOf(form, 'email'));
		await noteAccount(locals, 'changed an account', `${member.email}: a one-time link made`);
		return linkFor(locals, member);
	}),
	shut: administer(async (form, locals) => {
		const { email } = setDisabled(locals.accounts, textOf(form, 'email'), new Date());
		await noteAccount(locals, 'changed an account', `${email}: shut`);
		return {};
	}),
	open: administer(async (form, locals) => {
		const { email } = setDisabled(locals.accounts, textOf(form, 'email'), null);
		await noteAccount(locals, 'changed an account', `${email}: opened again`);
		return {};
	}),
	end: administer(async (form, locals) => {
		const { id, email } = memberOf(locals.accounts, textOf(form, 'email'));
		endSessions(locals.accounts, id);
		await noteAccount(locals, 'changed an account', `${email}: all sessions ended`);
		return {};
	}),
	factor: administer(async (form, locals) => {
		const { id, email } = memberOf(locals.accounts, textOf(form, 'email'));
		dropSecondFactor(locals.accounts, id);
		await noteAccount(locals, 'changed an account', `${email}: second factor and password taken off`);
		return linkFor(locals, memberOf(locals.accounts, email));
	}),
	provider: administer(async (form, locals) => {
		const secret = String(form.get('secret') ?? '');
		await saveProvider(locals.accounts, {
			name: textOf(form, 'name'),
			issuer: textOf(form, 'issuer'),
			clientId: textOf(form, 'client'),
			clientSecret: secret,
			isTrusted: form.has('trusted')
		});
		await noteAccount(locals, 'changed a right', `sign-in by ${textOf(form, 'issuer')}`);
		return {};
	}),
	mail: administer(async (form, locals) => {
		await saveMailServer(locals.accounts, {
			host: textOf(form, 'host'),
			port: Number(textOf(form, 'port')),
			isSecure: form.has('secure'),
			user: textOf(form, 'user'),
			password: String(form.get('password') ?? ''),
			from: textOf(form, 'from')
		});
		await noteAccount(locals, 'changed a right', `mail by ${textOf(form, 'host')}`);
		return {};
	}),
	nomail: administer(async (_form, locals) => {
		await saveMailServer(locals.accounts, null);
		await noteAccount(locals, 'changed a right', 'no mail');
		return {};
	}),
	noprovider: administer(async (_form, locals) => {
		await saveProvider(locals.accounts, null);
		await noteAccount(locals, 'changed a right', 'no sign-in by a provider');
		return {};
	}),
	rules: administer(async (form, locals) => {
		const isNeeded = form.has('second_factor');
		requireSecondFactor(locals.accounts, isNeeded);
		const what = isNeeded ? 'needed by everybody' : 'a choice';
		await noteAccount(locals, 'changed a right', `second factor: ${what}`);
		return {};
	})
};

async function linkFor({ accounts, actor }: App.Locals, member: Member): Promise<Answer> {
	if (member.status === 'disabled')
		throw new Refusal('user_disabled', `The account of ${member.email} is shut.`, 'Open it again first.');
	const kind = member.status === 'invited' ? 'invitation' : 'reset';
	const { token } = makeLink(accounts, { kind, userId: member.id, by: actor.who, now: new Date() });
	const url = linkAddress(accounts.origin, token);
	return { link: { email: member.email, url, isMailed: await mailLink(accounts, { member, kind, url }) } };
}

function textOf(form: FormData, name: string): string {
	return String(form.get(name) ?? '').trim();
}

function roleOf(form: FormData): Role {
	const role = roleNamed(textOf(form, 'role'));
	if (role) return role;
	throw new Refusal('unknown_role', 'No role is chosen.', `Choose ${ROLES.join(', ')}.`);
}

function partnersOf(form: FormData): string[] | null {
	return form.has('every_partner') ? null : form.getAll('partner').map(String).filter(Boolean);
}
