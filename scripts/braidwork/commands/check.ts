import { verifyAudit, type Verdict } from '$lib/server/audit';
import { checkInvariants } from '$lib/server/intake';
import { auditKept, type Exposure } from '$lib/server/measures';
import type { HomeCommand } from '../command';
import { plural } from '../table';

/** Verifies every invariant of the home and says what is wrong. */
export default {
	name: 'check',
	place: 'home',
	isReading: true,
	takes: [],
	options: {},
	async run(_order, { home }) {
		const kept = await checkInvariants(home.warehouse);
		const exposures = await auditKept(home.warehouse, home.settings);
		const audit = await verifyAudit(home.dir);
		const problems = [...kept.problems, ...exposures.map(exposureText), ...auditText(audit)];
		const ok = problems.length === 0;
		const message = `${plural(problems.length, 'thing')} in this home is not as it should be.`;
		const error = {
			code: 'invariants',
			message,
			hint: 'Keep a copy of the folder before you change anything.'
		};
		return {
			json: { ok, problems, audit, ...(ok ? {} : { error }) },
			words: ok
				? `Everything is as it should be.\n${headText(audit)}`
				: [message, ...problems.map((problem) => `- ${problem}`)].join('\n'),
			failed: !ok
		};
	}
} satisfies HomeCommand;

function auditText({ broken }: Verdict): string[] {
	return broken ? [`The audit log does not fit from line ${broken.line} on. ${broken.why}`] : [];
}

/** Whoever keeps this line elsewhere can prove later that nothing before it was cut or changed. */
function headText({ head }: Verdict): string {
	return `The audit log has ${plural(head.n, 'entry', 'entries')}; the hash of the last is ${head.hash}.`;
}

function exposureText({ family, state, counts }: Exposure): string {
	const words = plural(counts, 'withheld count');
	return `Tables "${family}" of state ${state}: ${words} can be worked out to be small. Show nobody these pages, and tell the makers of Braidwork.`;
}
