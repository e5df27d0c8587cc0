import { Refusal } from '$lib/domain';
import {
	addToken,
	memberOf,
	openAccountBook,
	revokeToken,
	tokens,
	type AccountBook
} from '$lib/server/accounts';
import { isOperator } from '$lib/server/access';
import type { HomeCommand, Outcome, Place } from '../command';
import { UsageError, type Order } from '../order';
import { table } from '../table';

/** Tokens with which programs use /api/v1 in somebody's name. */
export default {
	name: 'token',
	place: 'home',
	takes: ['ACTION', '[EMAIL]'],
	options: {
		name: { type: 'string', valueHint: 'N', description: 'what will use it' },
		expires: {
			type: 'string',
			valueHint: 'DATE',
			description: 'the last day on which it works (default: in a year)'
		},
		'read-only': { type: 'boolean', description: 'it may ask and change nothing' }
	},
	async run(order, place) {
		const book = openAccountBook(place.home.dir);
		try {
			const [action, whom] = order.words;
			const own = isOperator(place.actor) ? null : place.actor.who;
			if (action === 'list') return list(book, own);
			if (action === 'add' && whom !== undefined) {
				if (own !== null) refuseOthersToken(book, { own, whom });
				return await add(book, { order, place }, whom);
			}
			if (action === 'revoke' && whom !== undefined) return await revoke(book, place, whom);
			throw new UsageError(
				'This is not how a token is made or taken back.',
				'Write: braidwork token add EMAIL --name N, token revoke ID, or token list.'
			);
		} finally {
			book.close();
		}
	}
} satisfies HomeCommand;

async function add(
	book: AccountBook,
	{ order, place }: { order: Order; place: Place },
	email: string
): Promise<Outcome> {
	const name = order.text('name');
	if (name === undefined)
		throw new UsageError('`token add` needs --name.', 'Name what will use it: --name "nightly upload".');
	const member = memberOf(book, email);
	const scope = order.flag('read-only') ? 'read' : 'all';
	const made = addToken(book, member.id, { name, scope, expires: lastDay(order), now: place.now });
	await place.note('made a token', { account: member.email, token: made.id });
	return {
		json: made,
		words: `${made.token}\nThis is shown once. It works until ${made.expires.slice(0, 10)}; take it back with: braidwork token revoke ${made.id}`
	};
}

async function revoke(book: AccountBook, place: Place, id: string): Promise<Outcome> {
	const owner = isOperator(place.actor) ? undefined : memberOf(book, place.actor.who).id;
	revokeToken(book, id, place.now, owner);
	await place.note('ended a token', { token: id });
	return { json: { id, revoked: true }, words: `The token ${id} does not work any more.` };
}

/** Everybody makes tokens for themselves; only the operator for others. */
function refuseOthersToken(book: AccountBook, { own, whom }: { own: string; whom: string }): void {
	if (memberOf(book, whom).email === own) return;
	throw new Refusal(
		'not_allowed',
		`${own} makes tokens for ${own} only.`,
		'Leave --as out, or name that account.'
	);
}

function list(book: AccountBook, own: string | null): Outcome {
	const listed = tokens(book).filter(({ email }) => own === null || email === own);
	return { json: { tokens: listed }, words: table(listed.map((token) => ({ ...token }))) };
}

/** A token works through the whole of its last day. */
function lastDay(order: Order): Date | undefined {
	const written = order.text('expires');
	if (written === undefined) return undefined;
	const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T23:59:59.999Z`) : null;
	if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)) return day;
	throw new UsageError(`--expires cannot be "${written}".`, 'Write a day like 2027-06-30.');
}
