import { withdraw } from '$lib/server/intake';
import type { HomeCommand } from '../command';

/** Takes a published submission back: the next state, with what it had replaced. */
export default {
	name: 'withdraw',
	place: 'home',
	takes: ['ID'],
	options: {},
	async run(order, { home, now, actor, note }) {
		const id = order.words[0] ?? '';
		const withdrawn = await withdraw(home.warehouse, id, { actor, now });
		await note('withdrew', { submission: id, state: withdrawn.state });
		return { json: withdrawn, words: `${id} is withdrawn: state ${withdrawn.state}.` };
	}
} satisfies HomeCommand;
