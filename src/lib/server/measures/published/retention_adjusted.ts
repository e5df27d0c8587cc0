import { FORMULAS } from '../formulas';
import { logRank } from '../estimates';
import { MEMBERSHIPS } from '../families/service-curves';
import { keptFamily } from '../kept/prepare';
import { refuseUnknownValue } from '../kept/slice';
import type { KeptStrata } from '../kept/strata';
import { withAdjustedChances } from '../rows/adjusted-chances';
import { NO_NUMBERS } from '../rows/count-rows';
import { sortRows } from '../rows/sort-rows';
import { valueLabel } from '../dimensions';
import type { Ask, Measure, Reply, StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'retention_adjusted',
		section: 'retention',
		title: 'Whether groups differ in staying, within programs',
		question: 'Do some groups withdraw sooner than others in the same program?',
		definition:
			"People who withdrew in each group, over the number to be expected if within each program all groups withdrew alike step by step, and the stratified log-rank test of that. A person is compared only with people of the same program, and with nothing else adjusted for. Each population is compared with everybody outside it, as of the end of the quarter in which training began; p by itself and adjusted for the number of populations by the method of Holm. Months are joined in steps, and who is no longer watched within a step counts to its end. Programs are told apart where every count of every step may be shown; the others are left out. Counts each person's first stay in a program in the health field.",
		formula: FORMULAS.logRank,
		unit: 'ratio',
		numerator: 'people who withdrew, in the programs told apart',
		denominator: 'people expected to have withdrawn, in the programs told apart',
		tables: [['sex'], ['age_band'], ['provider'], ['population']],
		family: 'training',
		disclosure:
			'Steps stand between months that the curves of all compared groups and of all programs told apart show, with none of them inside; every count of a step, and of what is left over, is nobody or at least the threshold.',
		source: 'Mantel, Cancer Chemotherapy Reports 50 (1966); equals R survival::survdiff with strata'
	},
	restsOn: ['participants', 'enrollments'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { content } = await keptFamily(ask.w, ask.facts.state, 'training', ask.context);
	const column = [...ask.by, ...Object.keys(ask.where)][0] ?? 'sex';
	const named = column === 'population' ? MEMBERSHIPS : [column];
	const told = named.map((by) => content.stratified?.find((one) => one.by === by) ?? { by, steps: [] });
	const groups = content.curves.find(({ by }) => by.join() === column)?.groups ?? [];
	const known = groups.map(({ at }) => at[column] ?? '');
	for (const [name, value] of Object.entries(ask.where)) refuseUnknownValue(name, value, known);
	const tested = told.flatMap((one) => adjustedRows(one, column));
	const rows = column === 'population' ? withAdjustedChances(tested) : tested;
	const silent = known.filter((value) => value !== 'none' && !rows.some((row) => row[column] === value));
	const all = [...rows, ...silent.map((value) => silentRow({ [column]: value }))];
	const wanted = all.filter((row) => Object.entries(ask.where).every(([name, value]) => row[name] === value));
	return { rows: sortRows(wanted, [column]), notes: notesOf(told), by: [column] };
}

/** Of a population the row of those inside; those outside are everybody else. */
function adjustedRows({ by, steps }: KeptStrata, column: string): StatedRow[] {
	if (steps.length === 0) return [];
	const { chi_square, df, p, groups } = logRank(steps);
	const strata = new Set(steps.map(({ stratum }) => stratum)).size;
	const through = Math.max(...steps.map(({ time }) => time));
	const shown = column === 'population' ? groups.filter(({ group }) => group === 'yes') : groups;
	return shown.map(({ group, observed, expected }) => {
		const first = steps.filter((step) => step.group === group && step.time === steps[0]?.time);
		const at_risk = first.reduce((sum, step) => sum + step.at_risk, 0);
		const value = expected > 0 ? observed / expected : null;
		const place = { [column]: column === 'population' ? by : group };
		const tested = { at_risk, observed, expected, chi_square, df, p, strata, through };
		return { ...place, ...NO_NUMBERS, value, ...tested, status: value === null ? 'no_data' : 'shown' };
	});
}

function silentRow(place: Record<string, string>): StatedRow {
	const none = { at_risk: null, observed: null, expected: null, chi_square: null, df: null, p: null };
	return { ...place, ...NO_NUMBERS, ...none, strata: null, through: null, status: 'withheld' };
}

function notesOf(told: KeptStrata[]): string[] {
	const programs = new Set(told.flatMap(({ steps }) => steps.map(({ stratum }) => stratum)));
	if (programs.size === 0)
		return ['Within programs these groups are too small to be compared without giving small numbers away.'];
	return [`Compared within ${[...programs].map((program) => valueLabel('program', program)).join('; ')}.`];
}
