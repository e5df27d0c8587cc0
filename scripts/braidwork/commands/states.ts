import { states } from '$lib/server/intake';
import type { HomeCommand } from '../command';
import { table } from '../table';

/** Lists the states: number, time, who, what changed. */
export default {
	name: 'states',
	place: 'home',
	isReading: true,
	takes: [],
	options: {},
	async run(_order, { home }) {
		const listed = await states(home.warehouse);
		return { json: { states: listed }, words: table(listed.map((state) => ({ ...state }))) };
	}
} satisfies HomeCommand;
