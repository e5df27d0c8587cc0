import * as v from 'valibot';
import { Refusal, scenarioFrom, scenarioText, type KeptScenario } from '$lib/domain';

/** A number as a social security number is written. */
const NUMBER_OF_A_PERSON = /(^|\D)\d{3}[- .]\d{2}[- .]\d{4}(\D|$)/;

const Name = v.pipe(
	v.string('The name must be text.'),
	v.trim(),
	v.nonEmpty('A scenario is kept under a name.'),
	v.maxLength(80, 'The name must be at most 80 characters long.'),
	v.regex(/[a-z0-9]/i, 'The name needs a letter or a number.'),
	v.check(
		(text) => !NUMBER_OF_A_PERSON.test(text),
		'The name holds what looks like a Social Security number. Everybody who plans reads it.'
	)
);

const Text = v.pipe(
	v.string('What is changed must be text.'),
	v.maxLength(20_000, 'More is changed than a plan has.'),
	v.check(isScenario, 'What is changed cannot be read as a scenario.')
);

const Schema = v.strictObject(
	{
		id: v.pipe(v.string('The id must be text.'), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'The id is none.')),
		name: Name,
		state: v.pipe(
			v.number('A state is a number.'),
			v.integer('A state is a whole number.'),
			v.minValue(1, 'States are numbered from 1.')
		),
		text: Text,
		isRemoved: v.boolean('Whether it was removed is true or false.')
	},
	'A kept scenario has exactly the known fields.'
);

/** A kept scenario as its file or a form has it, or what is wrong with it in sentences. */
export function readScenario(written: unknown): { scenario: KeptScenario } | { problems: string[] } {
	const read = v.safeParse(Schema, written);
	return read.success ? { scenario: read.output } : { problems: read.issues.map(({ message }) => message) };
}

/** The id of a scenario's name: what of it fits an address. */
export function idOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
}

function isScenario(text: string): boolean {
	try {
		return scenarioText(scenarioFrom(new URLSearchParams(text))) === text;
	} catch (error) {
		if (error instanceof Refusal) return false;
		throw error;
	}
}
