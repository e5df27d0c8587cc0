import { createHome } from '$lib/server/desk';
import type { FreeCommand } from '../command';

/** Makes a home: the folder that keeps everything of a deployment. */
export default {
	name: 'init',
	about: 'make a home',
	place: 'free',
	withoutHome: true,
	takes: [],
	options: {
		demo: { type: 'boolean', description: 'a home for invented data, which may be served without accounts' }
	},
	async run(order, { directory }) {
		await createHome(directory, { demo: order.flag('demo') });
		const kind = order.flag('demo') ? 'A demo home' : 'A home';
		return {
			json: { home: directory, invitation: null },
			words: `${kind} stands at ${directory}. Next: braidwork load FILE --partner NAME --publish`
		};
	}
} satisfies FreeCommand;
