import { randomUUID } from 'node:crypto';
import { Refusal, roleNamed, type Role } from '$lib/domain';
import { endAccess } from './end-access';
import { inOne, type AccountBook } from './open-accounts';
import { partnersFor } from './partners-for';

/** Somebody who has an account, or was invited to one. */
export interface Member {
	id: string;
	name: string;
	email: string;
	role: Role;
	/** Assigned partners; `null` for every partner. */
	partners: string[] | null;
	status: 'invited' | 'active' | 'disabled';
	hasSecondFactor: boolean;
	lastSeen: string | null;
}

interface Row {
	id: string;
	name: string;
	email: string;
	role: string;
	partners: string;
	disabledAt: string | null;
	twoFactorEnabled: number | null;
	ways: number;
	seen: string | null;
}

const EVERY_PARTNER = '*';

const SELECT = `select u.id, u.name, u.email, u.role, u.partners, u.disabledAt, u.twoFactorEnabled,
	(select count(*) from account a where a.userId = u.id) as ways,
	(select max(at) from (select s.updatedAt as at from session s where s.userId = u.id
		union all select l.at from last_seen l where l.user_id = u.id)) as seen
	from user u`;

/** Everybody with an account or an invitation, by name and email. */
export function members({ db }: AccountBook): Member[] {
	return (db.prepare(`${SELECT} order by u.email`).all() as unknown as Row[]).map(memberFrom);
}

/** The member with an email. Refuses one that nobody has. */
export function memberOf(book: AccountBook, email: string): Member {
	const found = findMember(book, email);
	if (found) return found;
	throw new Refusal(
		'unknown_user',
		`Nobody has an account under ${plainEmail(email)}.`,
		'Look at the spelling on the page Users, or invite them with `braidwork user add`.'
	);
}

/** The member with an email, or nothing. */
export function findMember({ db }: AccountBook, email: string): Member | null {
	const row = db.prepare(`${SELECT} where u.email = ?`).get(plainEmail(email));
	return row ? memberFrom(row as unknown as Row) : null;
}

/** The member with an id, or nothing. */
export function memberById({ db }: AccountBook, id: string): Member | null {
	const row = db.prepare(`${SELECT} where u.id = ?`).get(id);
	return row ? memberFrom(row as unknown as Row) : null;
}

/** Whom an account is for. */
export interface NewMember {
	email: string;
	role: Role;
	partners: string[] | null;
	name?: string;
}

/** Adds somebody who cannot sign in yet: they were invited. Refuses an email that is taken or none. */
export function addMember(
	book: AccountBook,
	{ email, role, partners, name = '' }: NewMember,
	now: Date
): Member {
	const plain = checkedEmail(email);
	if (findMember(book, plain))
		throw new Refusal(
			'user_exists',
			`${plain} has an account already.`,
			'Change the role with `braidwork user role`, or hand over a link to a new password.'
		);
	book.db
		.prepare(
			'insert into user (id, name, email, emailVerified, createdAt, updatedAt, role, partners) values (?, ?, ?, 0, ?, ?, ?, ?)'
		)
		.run(
			randomUUID(),
			name,
			plain,
			now.toISOString(),
			now.toISOString(),
			role,
			written(partnersFor(role, partners))
		);
	return memberOf(book, plain);
}

/** Gives a member another role and other partners, at once for whoever is signed in. Who reads figures alone keeps none. */
export function changeRole(
	book: AccountBook,
	email: string,
	{ role, partners }: { role: Role; partners?: string[] | null }
): Member {
	return inOne(book, () => {
		const member = memberOf(book, email);
		if (role !== 'administrator') refuseLast(book, member);
		const assigned = partners === undefined ? member.partners : partners;
		book.db
			.prepare('update user set role = ?, partners = ? where id = ?')
			.run(role, written(partnersFor(role, assigned)), member.id);
		return memberOf(book, email);
	});
}

/** Shuts a member out with every browser they are signed in with and every token, for good; or lets them in again. */
export function setDisabled(book: AccountBook, email: string, disabledAt: Date | null): Member {
	return inOne(book, () => {
		const member = memberOf(book, email);
		if (disabledAt) refuseLast(book, member);
		const at = disabledAt?.toISOString() ?? null;
		book.db.prepare('update user set disabledAt = ? where id = ?').run(at, member.id);
		if (disabledAt) endAccess(book, member.id, disabledAt);
		return memberOf(book, email);
	});
}

/** Whether anybody can administer this home: the invitation of `init` was used. */
export function hasAdministrator(book: AccountBook): boolean {
	return administrators(book).length > 0;
}

/** Whether anybody has an account here, or was invited to one. */
export function hasAnybody({ db }: AccountBook): boolean {
	return db.prepare('select 1 from user limit 1').get() !== undefined;
}

function administrators(book: AccountBook): Member[] {
	return members(book).filter(({ role, status }) => role === 'administrator' && status === 'active');
}

function refuseLast(book: AccountBook, member: Member): void {
	const left = administrators(book);
	if (left.length !== 1 || left[0]?.id !== member.id) return;
	throw new Refusal(
		'last_administrator',
		`${member.email} is the only administrator; nobody could let anybody in after that.`,
		'Make somebody else an administrator first.'
	);
}

function memberFrom(row: Row): Member {
	const role = roleNamed(row.role) ?? 'leader';
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		role,
		partners: assignedPartners(row.partners),
		status: row.disabledAt ? 'disabled' : row.ways > 0 ? 'active' : 'invited',
		hasSecondFactor: row.twoFactorEnabled === 1,
		lastSeen: row.seen
	};
}

/** Partners as they are stored with an account. */
export function assignedPartners(stored: string): string[] | null {
	return stored === EVERY_PARTNER ? null : stored.split(' ').filter(Boolean);
}

function written(partners: string[] | null): string {
	if (partners === null) return EVERY_PARTNER;
	const wrong = partners.find((partner) => !/^[a-z0-9_-]{1,64}$/.test(partner));
	if (wrong === undefined) return [...new Set(partners)].sort().join(' ');
	throw new Refusal(
		'bad_partner',
		`"${wrong.slice(0, 60)}" is not the id of a partner.`,
		'Ids are lower-case letters, digits, - and _, as on the page Settings.'
	);
}

/** One character more than an email may have, so that a longer one stays wrong and is kept nowhere. */
const LONGEST = 256;

/** An email as we compare it. */
export function plainEmail(email: string): string {
	return email.slice(0, LONGEST).trim().toLowerCase();
}

/** Refuses what cannot be an email; returns it as we compare it. */
export function checkedEmail(email: string): string {
	const plain = plainEmail(email);
	if (/^[^\s@<>"']{1,64}@[^\s@<>"']{1,190}$/.test(plain)) return plain;
	throw new Refusal(
		'bad_email',
		`"${plain.slice(0, 60)}" is not an email address.`,
		'Write it like name@county.gov.'
	);
}
