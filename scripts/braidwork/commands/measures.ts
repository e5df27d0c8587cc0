import { measures } from '$lib/server/measures';
import type { FreeCommand } from '../command';
import { table } from '../table';

/** Lists the catalogue of published numbers. */
export default {
	name: 'measures',
	place: 'free',
	withoutHome: false,
	takes: [],
	options: {},
	async run() {
		const listed = measures();
		return {
			json: { measures: listed },
			words: table(listed.map(({ id, unit, title, question }) => ({ id, unit, title, question })))
		};
	}
} satisfies FreeCommand;
