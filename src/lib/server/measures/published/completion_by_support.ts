import { FORMULAS } from '../formulas';
import { aalenJohansen, holm, kaplanMeier, logRank, mantelHaenszel } from '../estimates';
import { keptFamily } from '../kept/prepare';
import { refuseUnknownValue } from '../kept/slice';
import type { SupportTable } from '$lib/server/disclosure';
import type { KeptSupport } from '../kept/supports';
import { NO_NUMBERS } from '../rows/count-rows';
import { sortRows } from '../rows/sort-rows';
import { unwatchedNotes } from '../rows/unwatched-notes';
import { stepsOf, strataSteps, twoShares } from '../rows/support-steps';
import type { Ask, Measure, Reply, StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'completion_by_support',
		section: 'retention',
		title: 'Finishing with and without a support',
		question:
			'Do people who got a support finish more often, or withdraw less often, than those who did not?',
		definition:
			"An association, never an effect: whoever gets a support may differ in much else. The share that has completed by the last step shown, with and without the support (Aalen-Johansen), and the share that would not have withdrawn had nobody completed first (Kaplan-Meier); people who transfer are watched until then and no longer, as are those still active at data end, but within a step of several months everybody counts to its end, so where many were no longer watched both shares that left are a little low. A support counts from its date on: who has it is settled when a step begins, so nobody counts with it for time in which they did not have it yet, and who gets it within a step counts without it until the step ends. Steps are months, joined where the curves join them. How many were in training with and without it when the first and when the last step began stands beside. The difference is that of the chance to complete within a step, pooled over the steps (Mantel-Haenszel, Sato's interval); p is that of the log-rank test, by itself and adjusted by the method of Holm for all the tests told here. Adjusted: the same within programs, over those programs that can be told apart, and by nothing else. Counts each person's first stay in a program in the health field.",
		formula: FORMULAS.bySupport,
		unit: 'probability',
		numerator: 'people who completed in the steps shown',
		denominator: 'people in training when the steps began',
		tables: [['service']],
		family: 'training',
		disclosure:
			'Steps stand between months that the curves with and without the support both show; every count in a step, of those who got the support within it too, is nobody or at least the threshold. Programs are told where their own curve shows the same months.',
		source:
			'Mantel and Byar, JASA 69 (1974); Mantel and Haenszel, JNCI 22 (1959); Sato, Biometrics 45 (1989); the tests equal R survival::survdiff'
	},
	restsOn: ['participants', 'enrollments', 'deliveries'],
	carries: ['received'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const supports = content.supports ?? [];
	if (ask.where.service !== undefined)
		refuseUnknownValue(
			'service',
			ask.where.service,
			supports.map(({ service }) => service)
		);
	const rows = adjustedRows(supports.flatMap(supportRows));
	const wanted = rows.filter((row) =>
		Object.entries(ask.where).every(([name, value]) => row[name] === value)
	);
	const until = Math.max(0, ...wanted.map(({ through }) => Number(through ?? 0)));
	const notes = [...NOTES, ...unwatchedNotes(content.curves, until)];
	return { rows: sortRows(wanted, ['service']), notes, by: ['service'] };
}

const NOTES = [
	'An association, not an effect: people who get a support may differ from those who do not in ways that are not counted here.',
	'Unadjusted, each p is of one test by itself: of twenty tests where nothing differs, one is expected below 0.05 by chance alone.'
];

function supportRows(support: KeptSupport): StatedRow[] {
	const { service, tables } = support;
	const received = ['yes', 'no'] as const;
	if (tables.length === 0) return received.map((had) => silentRow(service, had));
	const compared = comparison(support);
	return received.map((had) => ({
		service,
		received: had,
		...groupNumbers(tables.filter((table) => table.received === had)),
		...compared
	}));
}

/** The tests of all supports adjusted together: with many of them one would differ by chance alone. */
function adjustedRows(rows: StatedRow[]): StatedRow[] {
	const tested = rows.filter(({ received, status }) => received === 'yes' && status === 'shown');
	const adjusted = holm(tested.flatMap((row) => [Number(row.completed_p), Number(row.withdrew_p)]));
	return rows.map((row) => {
		const at = tested.findIndex(({ service }) => service === row.service);
		if (at < 0) return row;
		const [completed_adjusted_p = 1, withdrew_adjusted_p = 1] = adjusted.slice(2 * at, 2 * at + 2);
		return { ...row, completed_adjusted_p, withdrew_adjusted_p };
	});
}

/** What one group's steps come to. */
function groupNumbers(tables: SupportTable[]): StatedRow {
	const sum = (name: 'completed' | 'withdrew') => tables.reduce((all, table) => all + table[name], 0);
	const shares = aalenJohansen(
		tables.map(({ to, at_risk, completed, withdrew }) => ({
			time: to,
			at_risk,
			events: { completed, withdrew }
		})),
		['completed', 'withdrew']
	);
	const completed = shares.at(-1)?.gone.completed;
	const stayed = kaplanMeier(stepsOf(tables, 'withdrew')).at(-1);
	return {
		...NO_NUMBERS,
		value: completed?.value ?? 0,
		lower: completed?.lower ?? null,
		upper: completed?.upper ?? null,
		stayed_share: stayed?.value ?? null,
		stayed_lower: stayed?.lower ?? null,
		stayed_upper: stayed?.upper ?? null,
		at_risk: tables[0]?.at_risk ?? 0,
		last_at_risk: tables.at(-1)?.at_risk ?? 0,
		completed: sum('completed'),
		withdrew: sum('withdrew'),
		through: tables.at(-1)?.to ?? null,
		status: 'shown'
	};
}

/** With against without: over all, and within programs. */
function comparison({ tables, strata }: KeptSupport): Record<string, number | null> {
	const plain = mantelHaenszel(twoShares(tables));
	const adjusted = mantelHaenszel(strata.flatMap((stratum) => twoShares(stratum.tables)));
	const within = strata.length === 0 ? null : strataSteps(strata, 'completed');
	return {
		difference: plain.value,
		difference_lower: plain.lower,
		difference_upper: plain.upper,
		completed_p: logRank(strataSteps([{ stratum: '', tables }], 'completed')).p,
		withdrew_p: logRank(strataSteps([{ stratum: '', tables }], 'withdrew')).p,
		programs: strata.length,
		adjusted_difference: adjusted.value,
		adjusted_lower: adjusted.lower,
		adjusted_upper: adjusted.upper,
		adjusted_completed_p: within ? logRank(within).p : null,
		adjusted_withdrew_p: within ? logRank(strataSteps(strata, 'withdrew')).p : null
	};
}

function silentRow(service: string, received: string): StatedRow {
	return {
		service,
		received,
		...NO_NUMBERS,
		stayed_share: null,
		stayed_lower: null,
		stayed_upper: null,
		at_risk: null,
		last_at_risk: null,
		status: 'withheld'
	};
}
