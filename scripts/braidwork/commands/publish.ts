import { publish } from '$lib/server/intake';
import type { HomeCommand } from '../command';

/** Publishes a checked submission: the next state. */
export default {
	name: 'publish',
	place: 'home',
	takes: ['ID'],
	options: {
		replace: { type: 'boolean', description: 'put it in the place of what is published for the same period' }
	},
	async run(order, { home, now, actor, note }) {
		const id = order.words[0] ?? '';
		const options = { replace: order.flag('replace'), actor, now };
		const published = await publish(home.warehouse, id, options);
		await note('published', { submission: id, state: published.state });
		return { json: published, words: `${id} is published: state ${published.state}.` };
	}
} satisfies HomeCommand;
