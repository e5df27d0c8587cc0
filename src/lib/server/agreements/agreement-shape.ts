import * as v from 'valibot';
import { codeList, dataset } from '$lib/catalog';
import { DATASET_IDS, type Agreement, type DatasetId } from '$lib/domain';

/** One field of an agreement that cannot be kept as it is, and why. */
export interface AgreementProblem {
	field: string;
	message: string;
}

/** A threshold below 11 would show counts of 10 and less (CMS cell size suppression policy). */
const LEAST_THRESHOLD = 11;

/** Codes of the list that name a population; the others stand for all people and for none. */
const POPULATIONS = codeList('populations')
	.codes.map(({ code }) => code)
	.filter((code) => !['any', 'none'].includes(code));

const Text = (what: string, longest: number) =>
	v.pipe(
		v.string(`${what} is text.`),
		v.trim(),
		v.maxLength(longest, `${what} is at most ${longest} characters long.`)
	);

const Day = (what: string) =>
	v.nullable(
		v.pipe(
			v.string(`${what} is written like 2015-12-31.`),
			v.isoDate(`${what} is written like 2015-12-31.`),
			v.check(isDay, `${what} is not a day of the calendar.`)
		)
	);

const Whole = (what: string, least: number, most: number) => {
	const said = `${what} is a whole number from ${least} to ${most}, or empty.`;
	return v.nullable(v.pipe(v.number(said), v.integer(said), v.minValue(least, said), v.maxValue(most, said)));
};

const DatasetName = v.picklist(DATASET_IDS, `A dataset is one of ${DATASET_IDS.join(', ')}.`);

const Column = v.pipe(v.string('A column is text.'), v.trim(), v.nonEmpty('A column has a name.'));

const Document = v.strictObject(
	{
		title: v.pipe(Text('The title of a document', 200), v.nonEmpty('A document has a title.')),
		where: Text('Where a document lies', 500)
	},
	'A document has a title and says where it lies.'
);

const MONTHS = 600;

const Fields = v.strictObject({
	from: v.optional(Day('The first day'), null),
	until: v.optional(Day('The last day'), null),
	purpose: v.optional(Text('The purpose', 2000), ''),
	datasets: v.optional(
		v.nullable(v.pipe(v.array(DatasetName), v.nonEmpty('At least one dataset is allowed.'))),
		null
	),
	not_allowed: v.optional(v.record(DatasetName, v.array(Column, 'Columns are a list.')), {}),
	populations: v.optional(
		v.nullable(
			v.pipe(
				v.array(v.picklist(POPULATIONS, `A population is one of ${POPULATIONS.join(', ')}.`)),
				v.nonEmpty('At least one population is allowed.')
			)
		),
		null
	),
	retention: v.optional(
		v.strictObject({
			identifiers: v.optional(Whole('How many months identifiers are kept', 0, MONTHS), null),
			rows: v.optional(Whole('How many months rows are kept', 0, MONTHS), null)
		}),
		{}
	),
	threshold: v.optional(Whole('The smallest count that is shown', LEAST_THRESHOLD, 1000), null),
	documents: v.optional(
		v.pipe(v.array(Document), v.maxLength(20, 'An agreement names at most 20 documents.')),
		[]
	)
});

const Kept = v.pipe(
	Fields,
	v.forward(
		v.check(
			({ from, until }) => from === null || until === null || from <= until,
			'It ends before it begins.'
		),
		['until']
	),
	v.forward(
		v.check(
			({ retention: { identifiers, rows } }) =>
				rows === null || (identifiers !== null && identifiers <= rows),
			'Identifiers are kept at most as long as rows.'
		),
		['retention', 'identifiers']
	)
);

/** An agreement that says nothing yet: it allows everything and has no end. */
export function blankAgreement(): Agreement {
	return v.parse(Fields, {}) as Agreement;
}

/** What is wrong with an agreement, field by field; nothing when it can be kept. */
export function checkAgreement(written: unknown): AgreementProblem[] {
	const read = v.safeParse(Kept, written);
	if (!read.success) return read.issues.map(problemOf);
	return neededColumns(read.output as Agreement);
}

/** The same of an agreement that is about to be kept; one that was kept before may still contradict itself. */
export function checkNewAgreement(written: unknown): AgreementProblem[] {
	const problems = checkAgreement(written);
	return problems.length > 0 ? problems : unknowablePopulations(agreementFrom(written));
}

/** An agreement as it was written, with what was left out filled in; only for what `checkAgreement` finds nothing in. */
export function agreementFrom(written: unknown): Agreement {
	return v.parse(Kept, written) as Agreement;
}

function problemOf(issue: v.BaseIssue<unknown>): AgreementProblem {
	const field = v.getDotPath(issue) ?? '';
	const unknown = issue.expected === 'never';
	return { field, message: unknown ? `An agreement has no field ${field}.` : issue.message };
}

/** A dataset cannot be read without its required columns. */
function neededColumns({ not_allowed, datasets }: Agreement): AgreementProblem[] {
	return Object.entries(not_allowed).flatMap(([id, columns]) => {
		if (datasets !== null && !datasets.some((allowed) => allowed === id)) return [];
		const missing = dataset(id as DatasetId).columns.find(
			({ name, required }) => required && columns.includes(name)
		);
		const message = `${id} cannot be read without ${missing?.name}, which it leaves out.`;
		return missing ? [{ field: `not_allowed.${id}`, message }] : [];
	});
}

/** Only the roster says who is in a population. */
function unknowablePopulations({ populations, datasets, not_allowed }: Agreement): AgreementProblem[] {
	if (populations === null) return [];
	const left = new Set(not_allowed.participants);
	const names = populations.filter((code) => left.has(`is_${code}`));
	const isSent = datasets?.includes('participants') ?? true;
	if (isSent && names.length === 0) return [];
	const what = isSent
		? names.map((code) => `is_${code} on the roster`).join(', ')
		: 'the roster (participants)';
	const message = `Nobody can be known to be in these populations without ${what}, which it leaves out: nothing could be counted.`;
	return [{ field: 'populations', message }];
}

function isDay(text: string): boolean {
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
