import { chanceOf, deal, type Chance } from './chance.ts';
import { startOf, day, type Day } from './days.ts';
import { namesOf } from './names.ts';

export interface Person {
	number: number;
	firstName: string;
	lastName: string;
	birthDate: Day;
	ssn: string | null;
	/** County case number, shared by the county and its contractors. */
	caseNumber: string;
	zip: string;
	sex: string;
	race: string;
	education: string;
	language: string;
	isTanf: boolean;
	isRefugee: boolean;
	isLowIncome: boolean;
	isVeteran: boolean;
	householdSize: number;
	income: number;
	children: number;
	isNorth: boolean;
	/** Day the person came to the program. */
	intake: Day;
	startsTraining: boolean;
}

const COUNT = 2400;

/** New people a quarter, from 2013Q2 on: the grant is running, grows, and winds down before it ends. */
const INTAKES: [quarter: number, people: number][] = [
	[-2, 170],
	[-1, 205],
	[0, 245],
	[1, 265],
	[2, 280],
	[3, 290],
	[4, 290],
	[5, 275],
	[6, 225],
	[7, 155]
];

const SEX = [
	['female', 0.84],
	['male', 0.16]
] as const;

const AGES: [[youngest: number, oldest: number], share: number][] = [
	[[18, 24], 0.333],
	[[25, 34], 0.333],
	[[35, 44], 0.2],
	[[45, 54], 0.1],
	[[55, 62], 0.034]
];

const RACE = [
	['hispanic', 0.47],
	['black', 0.22],
	['white', 0.14],
	['asian', 0.08],
	['multiple', 0.03],
	['pacific_islander', 0.02],
	['native_american', 0.02],
	['unknown', 0.02]
] as const;

const EDUCATION = [
	['high_school', 0.36],
	['equivalency', 0.16],
	['some_college', 0.23],
	['none', 0.11],
	['certificate', 0.06],
	['associate', 0.045],
	['bachelor_plus', 0.03],
	['unknown', 0.005]
] as const;

/** Invented weights on real ZIP codes; the last two are of people who came from elsewhere and kept an address. */
const NORTH_ZIPS = [
	['92054', 0.3],
	['92025', 0.28],
	['92083', 0.22],
	['92069', 0.18],
	['02118', 0.02]
] as const;
const SOUTH_ZIPS = [
	['92105', 0.24],
	['92114', 0.2],
	['91910', 0.18],
	['92113', 0.14],
	['91950', 0.14],
	['92020', 0.08],
	['06106', 0.02]
] as const;

/** The 2,400 invented people, in the order they came. */
export function makePeople(): Person[] {
	const dealt = {
		sex: deal('sex', SEX, COUNT),
		age: deal('age', AGES, COUNT),
		race: deal('race', RACE, COUNT),
		education: deal('education', EDUCATION, COUNT),
		starts: deal(
			'starts',
			[
				[true, 0.82],
				[false, 0.18]
			],
			COUNT
		)
	};
	const intakes = INTAKES.flatMap(([quarter, people]) => intakesOf(quarter, people));
	return intakes.map((intake, index) => makePerson(index, intake, dealt));
}

function intakesOf(quarter: number, people: number): Day[] {
	const chance = chanceOf(`intakes ${quarter}`);
	const length = startOf(quarter + 1) - startOf(quarter);
	const days = Array.from({ length: people }, () => startOf(quarter) + chance.whole(0, length - 1));
	return days.sort((a, b) => a - b);
}

type Dealt = {
	sex: string[];
	age: (readonly [number, number])[];
	race: string[];
	education: string[];
	starts: boolean[];
};

function makePerson(index: number, intake: Day, dealt: Dealt): Person {
	const chance = chanceOf(`person ${index}`);
	const race = dealt.race[index]!;
	const sex = dealt.sex[index]!;
	const isRefugee = chance.yes({ asian: 0.12, black: 0.27, white: 0.28 }[race] ?? 0);
	const isTanf = chance.yes(sex === 'female' ? 0.27 : 0.12);
	const isNorth = chance.yes(0.46);
	const names = namesOf(race, isRefugee);
	const [youngest, oldest] = dealt.age[index]!;
	return {
		number: index + 1,
		firstName: chance.pick(sex === 'male' ? names.male : names.female),
		lastName: lastName(chance, names.last, race),
		birthDate:
			intake - chance.whole(Math.ceil(youngest * 365.25) + 1, Math.floor((oldest + 1) * 365.25) - 100),
		ssn: chance.yes(0.94) ? inventedSsn(chance) : null,
		caseNumber: `CASE-${70000 + index * 7 + chance.whole(0, 6)}`,
		zip: chance.weighed(isNorth ? NORTH_ZIPS : SOUTH_ZIPS),
		sex,
		race,
		education: dealt.education[index]!,
		language: languageOf(chance, race, isRefugee),
		isTanf,
		isRefugee,
		isLowIncome: isTanf || chance.yes(0.95),
		isVeteran: chance.yes(0.03),
		...household(chance, isTanf),
		isNorth,
		intake,
		startsTraining: dealt.starts[index]!
	};
}

/** Area numbers 900-999 were never issued as social security numbers, and with a group below 50 not as taxpayer numbers either. */
function inventedSsn(chance: Chance): string {
	const group = String(chance.whole(1, 49)).padStart(2, '0');
	return `${chance.whole(900, 998)}-${group}-${String(chance.whole(1, 9999)).padStart(4, '0')}`;
}

function lastName(chance: Chance, names: string[], race: string): string {
	const name = chance.pick(names);
	return race === 'hispanic' && chance.yes(0.08) ? `${name}-${chance.pick(names)}` : name;
}

function languageOf(chance: Chance, race: string, isRefugee: boolean): string {
	if (isRefugee)
		return chance.pick(race === 'white' ? ['Arabic', 'Chaldean', 'Farsi'] : ['Somali', 'Swahili', 'Arabic']);
	if (race === 'hispanic') return chance.yes(0.44) ? 'Spanish' : 'English';
	if (race === 'asian') return chance.pick(['English', 'Tagalog', 'Vietnamese']);
	return 'English';
}

function household(chance: Chance, isTanf: boolean) {
	const hasChildren = chance.yes(isTanf ? 0.88 : 0.46);
	const children = hasChildren
		? chance.weighed([
				[1, 0.46],
				[2, 0.34],
				[3, 0.15],
				[4, 0.05]
			] as const)
		: 0;
	const householdSize =
		1 +
		children +
		chance.weighed([
			[0, 0.45],
			[1, 0.3],
			[2, 0.15],
			[3, 0.1]
		] as const);
	const income = isTanf ? chance.whole(70, 160) * 100 : chance.whole(80, 300) * 100;
	return { children, householdSize, income };
}

/** Age in whole years on a day. */
export function ageOn(person: Person, on: Day): number {
	return Math.floor((on - person.birthDate) / 365.25);
}

/** First day of what the partners filed. */
export const DATA_START: Day = day('2013-10-01');

/** Last day of what the partners filed. */
export const DATA_END: Day = day('2015-09-30');
