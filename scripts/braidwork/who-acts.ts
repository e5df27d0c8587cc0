import { Refusal, type Actor } from '$lib/domain';
import { consoleActor, judgeCommand, maySeePartner } from '$lib/server/access';
import type { OpenHome } from '$lib/server/desk';
import type { Order } from './order';

/** In whose name a command is given: with `--as`, that account's with its role and partners; else the operator's. */
export async function whoActs(order: Order, directory: string): Promise<Actor> {
	const email = order.text('as');
	if (email === undefined) return consoleActor();
	const { actAs } = await import('$lib/server/accounts');
	return actAs(directory, email);
}

/** Refuses a command in the name of somebody who could not do the same on screen. */
export function refuseUnlessAllowed(actor: Actor, command: string): void {
	const verdict = judgeCommand(actor, command);
	if (verdict.may) return;
	if (verdict.for.length === 0)
		throw new Refusal(
			'not_allowed',
			`\`${command}\` is for the operator of the home alone: no screen does the same.`,
			'Leave --as out.'
		);
	throw new Refusal(
		'not_allowed',
		`\`${command}\` is for the ${verdict.for.join(' or the ')}; ${actor.who} is ${actor.role}.`,
		'Ask an administrator for that role, or leave --as out.'
	);
}

/** Refuses a submission of a partner whose rows the actor may not see, in the words for one that does not exist. */
export async function refuseOthersSubmission(
	home: OpenHome,
	actor: Actor,
	{ command, order }: { command: string; order: Order }
): Promise<void> {
	const verdict = judgeCommand(actor, command);
	if (!verdict.may || verdict.partnerOf !== 'submission') return;
	const { submission, unknownSubmission } = await import('$lib/server/intake');
	const id = order.words[0] ?? '';
	const { partner } = await submission(home.warehouse, id);
	if (!maySeePartner(actor, partner)) throw unknownSubmission(id);
}
