import { chanceOf, type Chance } from '../samples/chance';
import { PARTNERS, QUARTERS } from './sizes';

/** One made person, and where and when they were first seen. */
export interface MadePerson {
	number: number;
	chance: Chance;
	/** Partners that serve them, the first being where they came. */
	partners: string[];
	/** Index of the quarter in which they came. */
	came: number;
	attributes: string;
}

const SEX = [
	['female', 84],
	['male', 15],
	['unknown', 1]
] as const;

const ORIGIN = [
	['hispanic', 47],
	['black', 22],
	['white', 18],
	['asian', 8],
	['multiple', 3],
	['unknown', 2]
] as const;

const SCHOOL = [
	['high_school', 45],
	['some_college', 25],
	['equivalency', 12],
	['none', 10],
	['associate', 8]
] as const;

/** The person with this number: the same on every machine and at every size. */
export function makePerson(number: number): MadePerson {
	const chance = chanceOf(`person ${number}`);
	const came = Math.min(chance.whole(0, QUARTERS.length - 1), chance.whole(0, QUARTERS.length - 1));
	const home = number % PARTNERS.length;
	const others = [chance.yes(0.35) ? 1 : 0, chance.yes(0.1) ? 3 : 0].filter((step) => step > 0);
	const partners = [0, ...others].map((step) => PARTNERS[(home + step) % PARTNERS.length]!);
	return { number, chance, partners, came, attributes: attributesOf(number, chance) };
}

/** Id of a person in a partner's records. */
export function participantId(person: MadePerson, partner: string): string {
	return `${partner.toUpperCase()}-${pad(person.number, 8)}`;
}

/** birth_date, ssn, zip, sex, race_ethnicity, education, is_tanf, is_refugee, is_low_income. */
function attributesOf(number: number, chance: Chance): string {
	const birth = `${chance.whole(1955, 1996)}-${pad(chance.whole(1, 12), 2)}-${pad(chance.whole(1, 28), 2)}`;
	return [
		birth,
		inventedSsn(number),
		String(92101 + chance.whole(0, 29)),
		chance.weighed(SEX),
		chance.weighed(ORIGIN),
		chance.weighed(SCHOOL),
		chance.yes(0.4),
		chance.yes(0.06),
		chance.yes(0.75)
	].join();
}

/** Numbers from area 900 on belong to nobody (SSA, POMS RM 10201.035). */
function inventedSsn(number: number): string {
	const serial = 1 + (number % 9_999);
	const group = 1 + (Math.floor(number / 9_999) % 99);
	const area = 900 + Math.floor(number / (9_999 * 99));
	return `${area}-${pad(group, 2)}-${pad(serial, 4)}`;
}

function pad(value: number, width: number): string {
	return String(value).padStart(width, '0');
}
