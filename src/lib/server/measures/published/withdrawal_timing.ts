import { FORMULAS } from '../formulas';
import { writeDay } from '$lib/domain';
import { NO_NUMBERS, isHidden, placesOf } from '../rows/count-rows';
import { TIMINGS, withdrewIn } from '../families/leavers';
import { familyRows } from '../kept/family-rows';
import { refuseUnknownValue, type KeptRow } from '../kept/slice';
import { WITHHELD_COUNTS, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

const DAYS = 'days_after_start';

/** Each breakdown alone: cohorts have a grid of their own, by quarters. */
const TABLES = ['program', 'provider', 'population', 'age_band', 'sex'].map((name) => [DAYS, name]);

export const measure: Measure = {
	declaration: {
		id: 'withdrawal_timing',
		section: 'retention',
		title: 'When people withdraw',
		question: 'How soon after their start do people who withdraw leave?',
		definition:
			"Persons who withdrew, by the days between the start of training and the day they withdrew: 0-14, 15-30, 31-60, 61-90, 91 and more; beside it their share of all who withdrew. Counts each person's first stay in a program in the health field. Who began fewer than 91 days before data end has had no time yet to withdraw late.",
		formula: FORMULAS.count,
		unit: 'people',
		numerator: 'persons who withdrew in these days after their start',
		denominator: null,
		tables: TABLES,
		family: 'training',
		disclosure: `${WITHHELD_COUNTS} Withheld as well where the curves by month would give a small count back.`,
		source:
			'HPOG performance reporting (Office of Family Assistance); the steps are the common customer group’s'
	},
	restsOn: ['participants', 'enrollments'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { [DAYS]: only, ...where } = ask.where;
	const known = TIMINGS.map(({ days }) => days);
	if (only !== undefined) refuseUnknownValue(DAYS, only, known);
	const by = ask.by.filter((name) => name !== DAYS);
	const isSplit = ask.by.includes(DAYS) || only !== undefined;
	const { rows, notes } = await familyRows({ ...ask, by, where }, 'training');
	const wanted = TIMINGS.filter(({ days }) => only === undefined || only === days);
	const split = rows.flatMap((row) =>
		isSplit ? wanted.map((timing) => timingRow(row, by, timing)) : [totalRow(row, by)]
	);
	return { rows: split, notes: [...notes, provisionalNote(ask)] };
}

function timingRow(row: KeptRow, by: string[], timing: (typeof TIMINGS)[number]): StatedRow {
	const name = withdrewIn(timing);
	const place = { ...placesOf(row, by), [DAYS]: timing.days, ...NO_NUMBERS, withdrawn_share: null };
	if (isHidden(row, [name])) return { ...place, status: 'withheld' };
	const [count, all] = [Number(row[name]), Number(row.withdrew)];
	const share = all === 0 || isHidden(row, ['withdrew']) ? null : count / all;
	return { ...place, numerator: count, value: count, withdrawn_share: share, status: 'shown' };
}

function totalRow(row: KeptRow, by: string[]): StatedRow {
	const place = { ...placesOf(row, by), ...NO_NUMBERS };
	if (isHidden(row, ['withdrew'])) return { ...place, status: 'withheld' };
	return { ...place, numerator: Number(row.withdrew), value: Number(row.withdrew), status: 'shown' };
}

/** Days after which nobody who withdraws is counted as leaving early any more. */
const LATE = 91;

function provisionalNote({ facts }: Ask): string {
	const since = new Date(`${facts.asOf}T00:00:00Z`);
	since.setUTCDate(since.getUTCDate() - LATE);
	return `Who began after ${writeDay(since.toISOString().slice(0, 10))} has not been watched for 91 days: the later days are still incomplete for them.`;
}
