import { chanceOf, type Chance } from './chance.ts';
import { iso } from './days.ts';
import type { PartnerId } from './partnership.ts';
import type { Person } from './people.ts';

export interface Identity {
	first_name: string;
	last_name: string;
	birth_date: string;
	ssn: string;
}

/** Partners that write names in capitals. */
const CAPITALS: PartnerId[] = ['county-human-services', 'city-housing-authority'];

/** Partners whose names are as the person writes them; everybody else retypes them, with slips. */
const SOURCES: PartnerId[] = ['workforce-partnership', 'navigators'];

/** A person's names and numbers as one partner typed them: mostly right; the small groups of small-groups.ts always. */
export function identityAt(person: Person, partner: PartnerId): Identity {
	const chance = chanceOf(`identity ${partner} ${person.number}`);
	const exact = {
		first_name: person.firstName,
		last_name: person.lastName,
		birth_date: iso(person.birthDate),
		ssn: person.ssn ?? ''
	};
	const isExact = SOURCES.includes(partner) || (person.isRefugee && partner.endsWith('housing-authority'));
	const typed = isExact ? exact : withSlips(chance, exact);
	return { ...namesAt(partner, typed), ssn: ssnAt(chance, partner, typed.ssn) };
}

function withSlips(chance: Chance, exact: Identity): Identity {
	const typed = { ...exact };
	if (chance.yes(0.03)) typed.ssn = swapDigits(chance, typed.ssn);
	if (chance.yes(0.03)) typed.first_name = misspell(chance, typed.first_name);
	if (chance.yes(0.5)) typed.last_name = typed.last_name.split('-')[0]!;
	if (chance.yes(0.015)) typed.last_name = misspell(chance, typed.last_name);
	if (chance.yes(0.012)) typed.birth_date = swapDayAndMonth(typed.birth_date);
	return typed;
}

function swapDigits(chance: Chance, ssn: string): string {
	if (ssn === '') return '';
	const at = chance.whole(7, 9);
	return ssn.slice(0, at) + ssn[at + 1] + ssn[at] + ssn.slice(at + 2);
}

function misspell(chance: Chance, name: string): string {
	const at = chance.whole(1, Math.max(1, name.length - 2));
	return chance.yes(0.5)
		? name.slice(0, at) + name.slice(at + 1)
		: name.slice(0, at) + name[at] + name.slice(at);
}

function swapDayAndMonth(date: string): string {
	const [year, month, dayOfMonth] = date.split('-');
	return Number(dayOfMonth) <= 12 ? `${year}-${dayOfMonth}-${month}` : date;
}

function namesAt(partner: PartnerId, typed: Identity): Identity {
	const plain = (name: string) => (SOURCES.includes(partner) ? name : name.replaceAll('’', "'"));
	const letter = (name: string) => (CAPITALS.includes(partner) ? plain(name).toUpperCase() : plain(name));
	return { ...typed, first_name: letter(typed.first_name), last_name: letter(typed.last_name) };
}

/** The college often does not ask, and writes digits alone; the county types nines where it does not know. */
function ssnAt(chance: Chance, partner: PartnerId, ssn: string): string {
	if (partner === 'training-college') return chance.yes(0.62) ? ssn.replaceAll('-', '') : '';
	if (partner === 'county-human-services' && ssn === '' && chance.yes(0.6)) return '999-99-9999';
	return ssn;
}
