import { planRetention, runRetention, totalsOf } from '$lib/server/intake';
import type { HomeCommand } from '../command';
import { table } from '../table';

/** Says what is past the retention that the agreements name, and with `--run` removes it. */
export default {
	name: 'retention',
	place: 'home',
	takes: [],
	options: {
		run: { type: 'boolean', description: 'remove it; without this, only say what would be removed' }
	},
	async run(order, { home, now, actor, note }) {
		if (!order.flag('run')) {
			const { lines } = await planRetention(home.warehouse, now);
			const hint = 'Nothing was removed. With --run it is; no backup of this home is changed by that.';
			const words = lines.length > 0 ? `${listed(lines)}\n\n${hint}` : 'Nothing is past its retention.';
			return { json: { removed: false, lines }, words };
		}
		const { lines, state, what } = await runRetention(home.warehouse, { actor, now });
		if (lines.length > 0) await note('removed what was past its retention', { state, ...totalsOf(lines) });
		const made = state === null ? '' : `\nState ${state} was made without it.`;
		const words = lines.length > 0 ? `${listed(lines)}\n\n${what}.${made}` : `${what}.`;
		return { json: { removed: lines.length > 0, lines, state }, words };
	}
} satisfies HomeCommand;

function listed(lines: object[]): string {
	return table(lines.map((line) => ({ ...line })));
}
