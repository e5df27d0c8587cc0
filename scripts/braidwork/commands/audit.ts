import { exportAudit } from '$lib/server/audit';
import type { HomeCommand } from '../command';
import { UsageError, type Order } from '../order';
import { table } from '../table';

/** Prints the audit log: who did what, and when. */
export default {
	name: 'audit',
	place: 'home',
	takes: [],
	options: {
		from: { type: 'string', valueHint: 'DATE', description: 'from this day on, as 2026-11-30' },
		who: { type: 'string', valueHint: 'EMAIL', description: 'of this person, or of `console`' }
	},
	async run(order, { home, note, tell }) {
		const filter = { who: order.text('who'), from: dayOf(order), zone: home.settings.time_zone };
		const { verdict, batches } = await exportAudit(home.dir, filter, 'oldest first');
		const audit: { at: string; who: string; did: string; what: string }[] = [];
		for await (const entries of batches())
			audit.push(...entries.map(({ at, who, did, what }) => ({ at, who, did, what })));
		await note('exported the audit log', { entries: audit.length });
		if (verdict.broken)
			tell(`The log does not fit from line ${verdict.broken.line} on. ${verdict.broken.why}`);
		return { json: { audit }, words: table(audit) };
	}
} satisfies HomeCommand;

function dayOf(order: Order): string | undefined {
	const from = order.text('from');
	if (from === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(from) && !Number.isNaN(Date.parse(from))))
		return from;
	throw new UsageError(`--from cannot be "${from}".`, 'Write a day as 2026-11-30.');
}
