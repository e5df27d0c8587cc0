import { checkHome, describeChecked } from '../check-home';
import type { HomeCommand } from '../command';

/** Verifies every invariant of the home and says what is wrong. */
export default {
	name: 'check',
	place: 'home',
	isReading: true,
	takes: [],
	options: {},
	async run(_order, { home }) {
		const checked = await checkHome(home);
		const { error, words } = describeChecked(checked);
		const ok = error === undefined;
		return { json: { ok, ...checked, ...(error && { error }) }, words, failed: !ok };
	}
} satisfies HomeCommand;
