import { Refusal, roleNamed, ROLES, type Role } from '$lib/domain';
import {
	addMember,
	changeRole,
	linkAddress,
	makeLink,
	memberOf,
	members,
	openAccountBook,
	setDisabled,
	type AccountBook,
	type Member
} from '$lib/server/accounts';
import type { HomeCommand, Outcome, Place } from '../command';
import { originOf } from '../origin-of';
import { UsageError, type Order } from '../order';
import { table } from '../table';

interface Asked {
	book: AccountBook;
	order: Order;
	place: Place;
}

/** What came of it, and whose rights it set. */
interface Done extends Outcome {
	rights?: Member;
}

type Action = (asked: Asked, email: string) => Done;

const ACTIONS: Record<string, Action> = { add, role, disable, enable, reset };

/** Accounts: invites somebody, gives another role, shuts an account, hands out a link to a new password. */
export default {
	name: 'user',
	place: 'home',
	takes: ['ACTION', '[EMAIL]', '[ROLE]'],
	options: {
		role: { type: 'enum', options: [...ROLES], description: 'what they may' },
		partner: {
			type: 'string',
			valueHint: 'P',
			description: 'a partner whose files they see, or "all"; may be repeated'
		},
		name: { type: 'string', valueHint: 'NAME', description: 'their name' }
	},
	repeatable: ['partner'],
	async run(order, place) {
		const [action = '', email] = order.words;
		const book = openAccountBook(place.home.dir);
		try {
			if (action === 'list') return list(book);
			const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
			if (!act)
				throw new UsageError(
					`\`user\` cannot "${action}".`,
					`Write one of ${[...Object.keys(ACTIONS), 'list'].join(', ')}.`
				);
			if (action === 'add' && place.home.settings.demo)
				throw new Refusal(
					'demo_home',
					'In a demo nobody has an account.',
					'Make a home for real data with `braidwork init`.'
				);
			if (email === undefined)
				throw new UsageError(`\`user ${action}\` needs EMAIL.`, `Write: braidwork user ${action} EMAIL.`);
			const { rights: given, ...outcome } = act({ book, order, place }, email);
			if (action !== 'role') await place.note('changed an account', { account: email, change: action });
			if (given) await place.note('changed a right', rightsOf(given));
			return outcome;
		} finally {
			book.close();
		}
	}
} satisfies HomeCommand;

function add({ book, order, place }: Asked, email: string): Done {
	const role = roleNamed(order.text('role') ?? '');
	if (!role) throw new UsageError('`user add` needs --role.', `Write --role and one of ${ROLES.join(', ')}.`);
	const partners = partnersIn(order) ?? [];
	const member = addMember(book, { email, role, partners, name: order.text('name') }, place.now);
	return { ...withLink({ book, order, place }, member, 'invitation'), rights: member };
}

function role({ book, order }: Asked, email: string): Done {
	const wanted = order.words[2] ?? order.text('role') ?? '';
	const known = roleNamed(wanted);
	if (!known) throw new UsageError(`"${wanted}" is not a role.`, `Write one of ${ROLES.join(', ')}.`);
	const member = changeRole(book, email, rights(known, partnersIn(order)));
	return { ...changed(member, `is now ${known}`), rights: member };
}

/** As the audit log names them. */
function rightsOf({ email, role: own, partners }: Member) {
	return { account: email, role: own, partners: partners ?? ['every-partner'] };
}

function rights(known: Role, partners: string[] | null | undefined) {
	return partners === undefined ? { role: known } : { role: known, partners };
}

function disable({ book, place }: Asked, email: string): Outcome {
	return changed(setDisabled(book, email, place.now), 'is shut out');
}

function enable({ book }: Asked, email: string): Outcome {
	return changed(setDisabled(book, email, null), 'may come in again');
}

function reset(asked: Asked, email: string): Outcome {
	const member = memberOf(asked.book, email);
	if (member.status === 'disabled')
		throw new Refusal(
			'user_disabled',
			`${member.email} is shut out.`,
			'Open the account first with `braidwork user enable`.'
		);
	return withLink(asked, member, member.status === 'invited' ? 'invitation' : 'reset');
}

function withLink({ book, place }: Asked, member: Member, kind: 'invitation' | 'reset'): Outcome {
	const { token, expiresAt } = makeLink(book, {
		kind,
		userId: member.id,
		by: place.actor.who,
		now: place.now
	});
	const url = linkAddress(originOf(place.home.settings), token);
	return {
		json: { user: plain(member), [kind]: { url, expires: expiresAt.toISOString() } },
		words: `Hand this link to ${member.email}; it works once, until ${expiresAt.toISOString().slice(0, 10)}:\n${url}`
	};
}

function changed(member: Member, what: string): Outcome {
	return { json: { user: plain(member) }, words: `${member.email} ${what}.` };
}

function list(book: AccountBook): Outcome {
	const users = members(book).map(plain);
	const lines = users.map((user) => ({ ...user, partners: user.partners?.join(' ') ?? 'all' }));
	return { json: { users }, words: table(lines) };
}

function plain({ email, name, role, partners, status }: Member) {
	return { email, name, role, partners, status };
}

/** The partners named; `null` for all of them, nothing when none is named. */
function partnersIn(order: Order): string[] | null | undefined {
	const named = order.all('partner');
	if (named.length === 0) return undefined;
	return named.includes('all') ? null : named;
}
