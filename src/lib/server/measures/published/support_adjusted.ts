import { FORMULAS } from '../formulas';
import { STRATA } from '../families/service-curves';
import { logRank, mantelHaenszel } from '../estimates';
import { keptFamily } from '../kept/prepare';
import { refuseUnknownValue } from '../kept/slice';
import type { StratumTables } from '$lib/server/disclosure';
import type { KeptSupport } from '../kept/supports';
import { NO_NUMBERS } from '../rows/count-rows';
import { sortRows } from '../rows/sort-rows';
import { strataSteps, twoShares } from '../rows/support-steps';
import type { Ask, Measure, Reply, StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'support_adjusted',
		section: 'retention',
		title: 'Finishing with and without a support, adjusted',
		question: 'Does the difference with and without a support remain among people who are alike?',
		definition:
			'How much more often those with a support complete within a step than those without it, comparing only people of the same program, or only people who are both in a population or both outside it (Mantel-Haenszel over the strata and steps, interval of Sato), and the log-rank tests of completing and of withdrawing within the same strata. Populations overlap, so each is adjusted for by itself: in it, or not, by the end of the quarter in which training began. An association, never an effect: nothing else is adjusted for. Steps and who has a support are those of completion_by_support.',
		formula: FORMULAS.adjusted,
		unit: 'points',
		numerator: 'chance to complete with the support, within strata',
		denominator: null,
		tables: [['service', 'adjusted_for']],
		family: 'training',
		disclosure:
			'Strata are told where every count of every step, with and without the support, is nobody or at least the threshold, and where their own curves show the same months; those left over are held to the same.',
		source:
			'Mantel and Haenszel, JNCI 22 (1959); Sato, Biometrics 45 (1989); the tests equal R survival::survdiff with strata'
	},
	restsOn: ['participants', 'enrollments', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const all = (content.supports ?? []).flatMap(adjustedRows);
	for (const [name, value] of Object.entries(ask.where))
		refuseUnknownValue(name, value, name === 'adjusted_for' ? STRATA : all.map((row) => String(row[name])));
	const wanted = all.filter((row) => Object.entries(ask.where).every(([name, value]) => row[name] === value));
	return { rows: sortRows(wanted, ['service']), notes: NOTES, by: ['service', 'adjusted_for'] };
}

const NOTES = [
	'An association, not an effect: people who get a support may differ from those who do not in ways that are not counted here.'
];

function adjustedRows({ service, strata, within = [] }: KeptSupport): StatedRow[] {
	return [
		adjustedRow({ service, adjusted_for: 'program' }, strata, 1),
		/* Inside without outside would compare nobody else, and outside could be worked out. */
		...within.map((population) => adjustedRow({ service, adjusted_for: population.by }, population.strata, 2))
	];
}

function adjustedRow(place: Record<string, string>, strata: StratumTables[], fewest: number): StatedRow {
	const nothing = {
		...NO_NUMBERS,
		p: null,
		completed_p: null,
		withdrew_p: null,
		strata: null,
		compared: null
	};
	if (strata.length < fewest) return { ...place, ...nothing, status: 'withheld' };
	const { value, lower, upper, p, compared } = mantelHaenszel(
		strata.flatMap((stratum) => twoShares(stratum.tables))
	);
	if (value === null) return { ...place, ...nothing, status: 'no_data' };
	const completed_p = logRank(strataSteps(strata, 'completed')).p;
	const withdrew_p = logRank(strataSteps(strata, 'withdrew')).p;
	const tested = { p, completed_p, withdrew_p, strata: strata.length, compared };
	return { ...place, ...nothing, value, lower, upper, ...tested, status: 'shown' };
}
