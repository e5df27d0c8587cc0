import { Refusal, roleNamed, ROLES, type Role } from '$lib/domain';
import {
	addMember,
	changeRole,
	dropSecondFactor,
	endSessions,
	findMember,
	hasPassword,
	linkAddress,
	mailLink,
	makeLink,
	memberOf,
	members,
	openSessions,
	proveOwner,
	setDisabled,
	type Member
} from '$lib/server/accounts';
import { partners } from '$lib/server/intake';
import { USERS_WORDS } from '$lib/ui/words/accounts';
import { FRAME_WORDS } from '$lib/ui/words/frame';
import { noteAccount, noteRights } from '../note-account';
import { administer, textOf, type Outcome } from './administer';
import type { Actions, PageServerLoad } from './$types';

/** Everybody who may come in, what they may, and the partners that can be assigned. */
export const load: PageServerLoad = async ({ locals: { accounts, warehouse, visit }, url }) => {
	const now = new Date();
	const known = await partners(warehouse);
	return {
		roles: ROLES,
		hasPassword: visit.account !== null && hasPassword(accounts, visit.account.id),
		who: url.searchParams.get('who') ?? '',
		known: known.map(({ partner, name }) => ({ partner, name })),
		users: members(accounts).map((member) => ({
			...member,
			sessions: openSessions(accounts, member.id, now).length
		}))
	};
};

const { did } = USERS_WORDS;

export const actions: Actions = {
	invite: administer(async (form, locals) => {
		if (locals.settings.demo)
			throw new Refusal(
				'demo_home',
				'In a demo nobody has an account.',
				'People are invited in a home that was made for real data.'
			);
		const wanted = { email: textOf(form, 'email'), role: roleOf(form), partners: partnersOf(form) };
		await proveGrave(form, locals, wanted);
		const member = addMember(locals.accounts, wanted, new Date());
		await noteAccount(locals, 'changed an account', `${member.email}: invited`);
		await noteRights(locals, member);
		return linkFor(locals, member);
	}),
	change: administer(async (form, locals) => {
		const rights = { role: roleOf(form), partners: partnersOf(form) };
		const { email: whom } = memberOf(locals.accounts, textOf(form, 'email'));
		await proveGrave(form, locals, { ...rights, email: whom });
		const member = changeRole(locals.accounts, whom, rights);
		await noteRights(locals, member);
		return { said: did.changed(whom, FRAME_WORDS.roles[member.role] ?? member.role) };
	}),
	link: administer(async (form, locals) => {
		const member = memberOf(locals.accounts, textOf(form, 'email'));
		await noteAccount(locals, 'changed an account', `${member.email}: a one-time link made`);
		return linkFor(locals, member);
	}),
	shut: administer(async (form, locals) => {
		const { email } = setDisabled(locals.accounts, textOf(form, 'email'), new Date());
		await noteAccount(locals, 'changed an account', `${email}: shut`);
		return { said: did.shut(email) };
	}),
	open: administer(async (form, locals) => {
		const { email } = setDisabled(locals.accounts, textOf(form, 'email'), null);
		await noteAccount(locals, 'changed an account', `${email}: opened again`);
		return { said: did.opened(email) };
	}),
	end: administer(async (form, locals) => {
		const { id, email } = memberOf(locals.accounts, textOf(form, 'email'));
		endSessions(locals.accounts, id);
		await noteAccount(locals, 'changed an account', `${email}: all sessions ended`);
		return { said: did.ended(email) };
	}),
	factor: administer(async (form, locals) => {
		const { id, email } = memberOf(locals.accounts, textOf(form, 'email'));
		dropSecondFactor(locals.accounts, id, new Date());
		await noteAccount(locals, 'changed an account', `${email}: second factor and password taken off`);
		return linkFor(locals, memberOf(locals.accounts, email));
	})
};

/**
 * Whoever sits at an open session and does not know its password makes no administrator of anybody, and takes no partner's
 * rows: what would outlast the session is proved first.
 */
async function proveGrave(
	form: FormData,
	{ accounts, visit, actor }: App.Locals,
	{ email, role, partners: granted }: { email: string; role: Role; partners: string[] | null }
): Promise<void> {
	const found = findMember(accounts, email);
	const isRaised = role === 'administrator' && found?.role !== 'administrator';
	const isWider = granted === null && found?.partners !== null;
	const isOwn = email === actor.who && granted?.some((partner) => !found?.partners?.includes(partner));
	if (isRaised || isWider || isOwn)
		await proveOwner(accounts, visit, String(form.get('password') ?? ''), new Date());
}

async function linkFor({ accounts, actor }: App.Locals, member: Member): Promise<Outcome> {
	if (member.status === 'disabled')
		throw new Refusal('user_disabled', `The account of ${member.email} is shut.`, 'Open it again first.');
	const kind = member.status === 'invited' ? 'invitation' : 'reset';
	const { token } = makeLink(accounts, { kind, userId: member.id, by: actor.who, now: new Date() });
	const url = linkAddress(accounts.origin, token);
	return { link: { email: member.email, url, isMailed: await mailLink(accounts, { member, kind, url }) } };
}

function roleOf(form: FormData): Role {
	const role = roleNamed(textOf(form, 'role'));
	if (role) return role;
	throw new Refusal('unknown_role', 'No role is chosen.', `Choose ${ROLES.join(', ')}.`);
}

function partnersOf(form: FormData): string[] | null {
	return form.has('every_partner') ? null : form.getAll('partner').map(String).filter(Boolean);
}
