import { codeList } from '$lib/catalog';
import type { Dimension } from '$lib/domain';

/** Every breakdown that some measure knows, with its kind where a family does not say otherwise. */
const DIMENSIONS: Dimension[] = [
	{ id: 'quarter', label: 'Quarter', kind: 'overlapping' },
	{ id: 'start_quarter', label: 'Start quarter', kind: 'partition' },
	{ id: 'quarters_since_start', label: 'Quarters since start', kind: 'overlapping' },
	{ id: 'days_after_start', label: 'Days after start', kind: 'partition' },
	{ id: 'partner', label: 'Partner', kind: 'overlapping' },
	{ id: 'population', label: 'Population', kind: 'overlapping', codes: 'populations' },
	{ id: 'service', label: 'Service', kind: 'overlapping', codes: 'services' },
	{ id: 'versus', label: 'Compared with', kind: 'partition' },
	{ id: 'received', label: 'Received it', kind: 'partition' },
	{ id: 'adjusted_for', label: 'Adjusted for', kind: 'overlapping' },
	{ id: 'program', label: 'Program', kind: 'partition', codes: 'programs' },
	{ id: 'provider', label: 'Provider', kind: 'partition' },
	{ id: 'zip', label: 'ZIP code', kind: 'partition' },
	{ id: 'sex', label: 'Sex', kind: 'partition', codes: 'sex' },
	{ id: 'age_band', label: 'Age', kind: 'partition', codes: 'age_band' },
	{ id: 'race_ethnicity', label: 'Race or ethnicity', kind: 'partition', codes: 'race_ethnicity' },
	{ id: 'education', label: 'Education', kind: 'partition', codes: 'education' },
	{ id: 'award', label: 'Award', kind: 'overlapping' },
	{ id: 'paid_from', label: 'Paid from', kind: 'partition' },
	{ id: 'reason', label: 'Reason', kind: 'partition', codes: 'gap_reason' },
	{ id: 'because', label: 'Reason', kind: 'partition', codes: 'funding_reason' },
	{ id: 'denial_reason', label: 'Reason', kind: 'partition', codes: 'denial_reason' },
	{ id: 'since', label: 'Compared with', kind: 'overlapping' },
	{ id: 'says', label: 'Says', kind: 'partition', codes: 'offering_status' },
	{ id: 'nominal', label: 'May pay', kind: 'partition', codes: 'offering_status' },
	{ id: 'cap_period', label: 'Cap counts for', kind: 'partition', codes: 'cap_period' },
	{ id: 'state_name', label: 'State', kind: 'partition', codes: 'enrollment_status' }
];

/** Words for values that no code list holds. */
const OWN_WORDS: Record<string, Record<string, string>> = {
	received: { yes: 'Received it', no: 'Did not receive it' },
	adjusted_for: {
		program: 'Program',
		tanf: 'In TANF or not',
		low_income: 'Low-income or not',
		refugee: 'Refugee or not'
	},
	days_after_start: {
		'0-14': 'Days 0–14',
		'15-30': 'Days 15–30',
		'31-60': 'Days 31–60',
		'61-90': 'Days 61–90',
		'91+': 'Day 91 and later'
	},
	paid_from: { grant: 'The grant', leveraged: 'Leveraged' },
	service: { administration: 'Administration' }
};

/** Words that any breakdown may need: what is missing, and what is not there. */
const GENERAL: Record<string, string> = { unknown: 'Unknown', none: 'None' };

/** The breakdown with this id; throws on one that no measure knows. */
export function dimension(id: string): Dimension {
	const found = DIMENSIONS.find((candidate) => candidate.id === id);
	if (!found) throw new Error(`There is no breakdown ${id}.`);
	return found;
}

/** Whether some measure knows a breakdown of this name. */
export function isDimension(id: string): boolean {
	return DIMENSIONS.some((candidate) => candidate.id === id);
}

/** Whether values of a breakdown are quarters, which every calendar names anew. */
export function holdsQuarters(id: string): boolean {
	return id === 'quarter' || id === 'start_quarter' || id === 'since';
}

/** The plain word for a value of a breakdown; the value itself where nobody gave it a word. */
export function valueLabel(id: string, value: string): string {
	const list = dimension(id).codes;
	const coded = list ? codeList(list).codes.find((code) => code.code === value)?.label : undefined;
	return coded ?? OWN_WORDS[id]?.[value] ?? GENERAL[value] ?? value;
}

/** The order in which values of a breakdown are listed: as their code list has them, else by name. */
export function compareValues(id: string): (one: string, two: string) => number {
	const list = dimension(id).codes;
	const order = new Map(list ? codeList(list).codes.map((code, at) => [code.code, at]) : []);
	const place = (value: string) => order.get(value) ?? order.size;
	return (one, two) => place(one) - place(two) || (one < two ? -1 : one > two ? 1 : 0);
}

/** Codes that a breakdown's list knows; empty where values are free. */
export function knownCodes(id: string): string[] {
	const list = dimension(id).codes;
	return list ? codeList(list).codes.map((code) => code.code) : [];
}
