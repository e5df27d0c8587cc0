import * as v from 'valibot';
import { CALENDARS, type Brief, type BriefText } from '$lib/domain';

/** One field of a brief that cannot be kept as it is, and why. */
export interface BriefProblem {
	field: string;
	message: string;
}

/** More than a meeting decides; a page that is longer than this is no page. */
const MOST_DECISIONS = 30;

/** A number as a social security number is written. */
const NUMBER_OF_A_PERSON = /(^|\D)\d{3}[- .]\d{2}[- .]\d{4}(\D|$)/;

const Text = (what: string, longest: number) =>
	v.pipe(
		v.string(`${what} must be text.`),
		v.transform((text) => text.replaceAll(/\r\n?/g, '\n')),
		v.trim(),
		v.maxLength(longest, `${what} must be at most ${longest.toLocaleString('en-US')} characters long.`),
		v.check(
			(text) => !NUMBER_OF_A_PERSON.test(text),
			`${what} holds what looks like a Social Security number. Everybody who signs in reads a brief: write of no single customer.`
		)
	);

const Day = (what: string) =>
	v.pipe(
		v.string(`${what} must be written like 2015-12-31.`),
		v.isoDate(`${what} must be written like 2015-12-31.`),
		v.check(isDay, `${what} is not a day of the calendar.`)
	);

const State = v.pipe(
	v.number('A state is a number.'),
	v.integer('A state is a whole number.'),
	v.minValue(1, 'States are numbered from 1.')
);

const DecisionSchema = v.strictObject(
	{
		text: v.pipe(Text('A decision', 600), v.nonEmpty('A decision says what was decided.')),
		who: v.optional(Text('Who is responsible', 120), ''),
		by: v.optional(v.nullable(Day('The day of a decision')), null)
	},
	'A decision has a text, who is responsible, and a day.'
);

const TEXT = {
	decisions: v.optional(
		v.pipe(
			v.array(DecisionSchema, 'Decisions must be a list.'),
			v.maxLength(MOST_DECISIONS, `A brief has at most ${MOST_DECISIONS} decisions.`)
		),
		[]
	),
	notes: v.optional(Text('The notes', 6000), '')
};

const TextSchema = v.strictObject(TEXT, 'A brief has decisions and notes.');

const BriefSchema = v.strictObject(
	{
		date: Day('The day of the meeting'),
		state: State,
		previous: v.nullable(
			v.strictObject(
				{ date: Day('The day of the meeting before'), state: State },
				'The brief before has a date and a state.'
			)
		),
		calendar: v.picklist(CALENDARS, `The calendar must be one of ${CALENDARS.join(', ')}.`),
		focus_award: v.nullable(v.string('The award that is marked must be text.')),
		...TEXT
	},
	'A brief has exactly the known fields.'
);

/** What is wrong with what was written on a brief, field by field; nothing when it can be kept. */
export function checkBriefText(written: unknown): BriefProblem[] {
	return problemsOf(v.safeParse(TextSchema, written).issues);
}

/** What was written on a brief, trimmed; only for what `checkBriefText` finds nothing in. */
export function briefTextFrom(written: unknown): BriefText {
	return v.parse(TextSchema, written);
}

/** What is wrong with a whole brief as its file has it. */
export function checkBrief(written: unknown): BriefProblem[] {
	return problemsOf(v.safeParse(BriefSchema, written).issues);
}

/** A brief as its file has it; only for what `checkBrief` finds nothing in. */
export function briefFrom(written: unknown): Brief {
	return v.parse(BriefSchema, written);
}

/** Whether a text is a day of the calendar, as `2015-12-31`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[] | undefined): BriefProblem[] {
	return (issues ?? []).map((issue) => {
		const field = v.getDotPath(issue) ?? '';
		if (issue.expected === 'never') return { field, message: `A brief has no field ${field}.` };
		const isMissing = issue.received === 'undefined' && field !== '';
		return { field, message: isMissing ? `The field ${field} is missing.` : issue.message };
	});
}
