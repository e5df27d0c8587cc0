import { chanceOf } from './chance.ts';
import { endOf, iso, QUARTERS, startOf } from './days.ts';
import { flag, type Filed, type Row } from './filed.ts';
import { identityAt } from './identity.ts';
import { PARTNERS, type PartnerId } from './partnership.ts';
import { DATA_END } from './people.ts';
import type { Membership, World } from './world.ts';

const IDENTITY = ['first_name', 'last_name', 'birth_date', 'ssn'];
const ABOUT = ['zip', 'sex', 'race_ethnicity', 'education'];
const FLAGS = ['is_tanf', 'is_refugee', 'is_low_income'];
const HOUSEHOLD = ['household_size', 'household_income_usd', 'children_under_13'];
const TIMES = ['intake_date', 'exit_date', 'exit_reason'];

/** Each partner asks what it needs to know, in its own order. */
const ROSTER_COLUMNS: Record<PartnerId, string[]> = {
	'workforce-partnership': [
		'participant_id',
		...IDENTITY,
		...ABOUT,
		'primary_language',
		...FLAGS,
		...HOUSEHOLD,
		'is_veteran',
		...TIMES
	],
	navigators: [
		'participant_id',
		...IDENTITY,
		...ABOUT,
		'primary_language',
		...FLAGS,
		'children_under_13',
		...TIMES
	],
	'county-human-services': [
		'participant_id',
		'alt_id',
		...IDENTITY,
		...ABOUT,
		'primary_language',
		...FLAGS,
		...HOUSEHOLD,
		...TIMES
	],
	'tanf-contractor-north': [
		'participant_id',
		'alt_id',
		...IDENTITY,
		...ABOUT,
		'primary_language',
		'is_tanf',
		'is_refugee',
		...HOUSEHOLD,
		...TIMES
	],
	'tanf-contractor-south': [
		'participant_id',
		'alt_id',
		...IDENTITY,
		...ABOUT,
		...FLAGS,
		...HOUSEHOLD,
		...TIMES
	],
	'city-housing-authority': [
		'participant_id',
		...IDENTITY,
		'zip',
		'sex',
		'is_low_income',
		...HOUSEHOLD,
		...TIMES
	],
	'county-housing-authority': [
		'participant_id',
		...IDENTITY,
		'zip',
		'sex',
		'is_low_income',
		...HOUSEHOLD,
		...TIMES
	],
	'training-college': [
		'last_name',
		'first_name',
		'participant_id',
		'birth_date',
		'ssn',
		...ABOUT,
		'intake_date',
		'exit_date',
		'exit_reason'
	]
};

/** The rosters: whoever is there in the quarter, with an exit once it has happened; the first tells who came before. */
export function fileParticipants(world: World): Filed[] {
	const members = [...world.memberships.values()].filter(({ intake }) => intake <= DATA_END);
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'participants',
		columns: ROSTER_COLUMNS[partner],
		rows: members
			.filter((member) => member.partner === partner && isThere(member, quarter))
			.map((member) => participantRow(member, quarter))
			.sort(byText('participant_id'))
	}));
}

/** One file for each partner and quarter, without the empty ones. */
export function eachQuarter(make: (partner: PartnerId, quarter: number) => Filed): Filed[] {
	return PARTNERS.flatMap((partner) =>
		Array.from({ length: QUARTERS }, (_, quarter) => make(partner, quarter)).filter(
			({ rows }) => rows.length > 0
		)
	);
}

/** The id under which a partner knows a person. */
export function idAt(world: World, partner: PartnerId, person: number): string {
	return world.memberships.get(`${partner} ${person}`)!.id;
}

function isThere(member: Membership, quarter: number): boolean {
	if (member.intake > endOf(quarter)) return false;
	return quarter === 0 || (member.exit ?? Infinity) >= startOf(quarter);
}

function participantRow({ person, partner, id, intake, exit, exitReason }: Membership, quarter: number): Row {
	const hasLeft = exit !== null && exit <= endOf(quarter);
	const isHousing = partner.endsWith('housing-authority');
	const isMissing = (column: string) => chanceOf(`missing ${partner} ${person.number} ${column}`).yes(0.012);
	const row: Row = {
		participant_id: id,
		alt_id: person.isTanf || person.isRefugee ? person.caseNumber : '',
		...identityAt(person, partner),
		zip: person.zip,
		sex: person.sex,
		race_ethnicity: isMissing('race') ? '' : person.race,
		education: isMissing('education') ? '' : person.education,
		primary_language: person.language,
		is_tanf: flag(person.isTanf),
		is_refugee: flag(person.isRefugee),
		is_low_income: flag(person.isLowIncome),
		household_size: String(person.householdSize),
		household_income_usd: String(person.income),
		children_under_13: String(person.children),
		is_veteran: flag(person.isVeteran),
		intake_date: iso(intake),
		exit_date: hasLeft ? iso(isHousing ? Math.max(endOfMonth(exit), intake) : exit) : '',
		exit_reason: hasLeft ? exitReason : ''
	};
	return row;
}

/** Leases end with a month. */
function endOfMonth(date: number): number {
	let last = date;
	while (iso(last + 1).slice(8) !== '01') last++;
	return last;
}

function byText(column: string): (a: Row, b: Row) => number {
	return (a, b) => (a[column]! < b[column]! ? -1 : 1);
}
