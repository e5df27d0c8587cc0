import { combinationsOf } from './grouping';

/** Whose people are meant: a count of a family. */
export interface Counted {
	family: string;
	variable: string;
}

/**
 * Places at which all people of one count (the part) are by definition among those of another (the whole). What the
 * whole has beyond the part is a count of people as well: nobody publishes it, and whoever reads both subtracts.
 */
export interface PeopleLink {
	whole: Counted;
	part: Counted;
	/** Combinations of the part's breakdowns at which the whole is counted too. */
	places: string[][];
	/** What the whole calls a breakdown of the part. */
	names?: Record<string, string>;
	/** A breakdown of the part of which only those values count here that the whole knows as well. */
	known?: string;
	/** Of the whole, only its latest quarter. */
	isLatest?: boolean;
	/** A value of the part's last breakdown of which this does not hold. */
	except?: string;
	/** A count of the whole's family that lies in what is left over, wherever that agrees with all counts. */
	holds?: string;
}

const STARTED = { family: 'training', variable: 'started' };
const SERVED = { family: 'served', variable: 'served' };

/** Points after the exit that programs are asked about. */
const LATER = ['due_6m', 'due_q2', 'due_q4', 'credential_due'];

/**
 * Every pair of families whose people can be subtracted.
 *
 * Who left and began training is counted at the start quarter, program, sex and age of the start, so those due an answer
 * are among those who started; who never began stands at a start quarter (and program) "none", which training does not
 * know. Populations are those of the start there and those of the exit here, so neither is part of the other. Who is
 * still in training has not left, unless a partner filed an exit all the same.
 *
 * Who starts in a published quarter is served in it; of who started before the first one nobody knows. Age is that of
 * the start there and that of the quarter's first day here. Whoever is in training at data end is served in the last
 * quarter, and has not left a population since the start, but for "none".
 *
 * Who has a need that is open, or was given something with a price, is served: in that quarter, by that partner. Who
 * left is not always: a partner may file an exit of somebody whom nobody served in a published quarter.
 */
export const PEOPLE_LINKS: readonly PeopleLink[] = [
	{
		whole: STARTED,
		part: { family: 'exit', variable: 'due' },
		places: [
			['start_quarter', 'program'],
			['start_quarter', 'sex'],
			['start_quarter', 'age_band'],
			['start_quarter'],
			['program']
		],
		holds: 'active'
	},
	{
		whole: STARTED,
		part: { family: 'exit', variable: 'due' },
		places: [[], ['sex'], ['age_band']],
		known: 'start_quarter',
		holds: 'active'
	},
	...LATER.map((variable) => ({
		whole: STARTED,
		part: { family: 'exit', variable },
		places: [['program']]
	})),
	...LATER.map((variable) => ({
		whole: STARTED,
		part: { family: 'exit', variable },
		places: [[]],
		known: 'program'
	})),
	{
		whole: SERVED,
		part: STARTED,
		places: [['start_quarter'], ['start_quarter', 'sex'], ['start_quarter', 'population']],
		names: { start_quarter: 'quarter' }
	},
	{
		whole: SERVED,
		part: STARTED,
		places: [[], ['sex'], ['population']],
		names: { start_quarter: 'quarter' },
		known: 'start_quarter'
	},
	{
		whole: SERVED,
		part: { family: 'training', variable: 'active' },
		places: [[], ['sex'], ['population']],
		isLatest: true,
		except: 'none'
	},
	{
		whole: SERVED,
		part: { family: 'need', variable: 'need' },
		places: [[], ['population'], ['partner'], ['zip']].flatMap((place) => [place, ['quarter', ...place]])
	},
	{ whole: SERVED, part: { family: 'paid', variable: 'persons' }, places: [[], ['quarter']] }
];

/**
 * The combinations at which a family has to do with others of these, and all margins of them: what else it publishes
 * hangs together with theirs by counts that are told anyway.
 */
export function linkedPlaces(family: string, families: readonly string[]): Set<string> {
	const places = PEOPLE_LINKS.flatMap((link) => {
		const { whole, part, names = {}, known, isLatest } = link;
		if (![whole, part].every((one) => families.includes(one.family))) return [];
		const all = link.places.map((place) => (known === undefined ? place : [...place, known]));
		const inWhole = all.map((place) => place.map((name) => names[name] ?? name));
		return [
			...(part.family === family ? all : []),
			...(whole.family === family ? inWhole.map((place) => (isLatest ? [...place, 'quarter'] : place)) : [])
		];
	});
	return new Set(combinationsOf(places).map((place) => place.join()));
}
