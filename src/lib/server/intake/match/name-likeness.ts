import { formats, sameHeader, type Column } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import { edits } from '../partners';

/** How like one header is to the names of a column: 0 to 1, and the name it is like. */
export interface NameLikeness {
	score: number;
	name: string;
}

/** Compares a header with a column's name, its title, and what any declared layout calls it. */
export function nameLikeness(header: string, column: Column, dataset: DatasetId): NameLikeness {
	const scored = namesOf(column, dataset).map((name) => ({ name, score: likeness(header, name) }));
	return scored.reduce((best, one) => (one.score > best.score ? one : best), {
		score: 0,
		name: column.title
	});
}

function namesOf({ name, title }: Column, dataset: DatasetId): string[] {
	const declared = formats()
		.filter((format) => format.dataset === dataset)
		.flatMap(({ headers }) => Object.entries(headers).filter(([, column]) => column === name));
	return [...new Set([title, name, ...declared.map(([header]) => header)])];
}

/** Words that stand for one another in headers of case management, housing, training and benefit systems. */
const SAME_WORDS = [
	['participant', 'client', 'customer', 'case', 'person', 'individual', 'member', 'student', 'recipient'],
	['id', 'no', 'num', 'number', 'nbr', 'identifier', 'key', 'ref'],
	['date', 'day', 'dt', 'on'],
	['amount', 'amt', 'cost', 'paid', 'payment', 'dollars', 'usd', 'value'],
	['birth', 'dob', 'born', 'bday'],
	['service', 'svc', 'services', 'assistance', 'activity', 'support'],
	['status', 'disposition', 'stage', 'result'],
	['zip', 'zipcode', 'postal', 'postcode'],
	['first', 'given', 'fname'],
	['last', 'family', 'surname', 'lname'],
	['units', 'qty', 'quantity'],
	['award', 'fund', 'grant', 'funding'],
	['reason', 'why', 'cause'],
	['denial', 'denied', 'deny'],
	['sex', 'gender'],
	['race', 'ethnicity', 'ethnic'],
	['exit', 'closed', 'close', 'end', 'termination'],
	['intake', 'opened', 'entry', 'start', 'begin', 'admission'],
	['delivery', 'issuance', 'transaction', 'line', 'entry'],
	['education', 'grade', 'schooling'],
	['income', 'earnings', 'wages'],
	['need', 'barrier']
];

/** Words that many headers share: that they agree says little. */
const WEAK = new Set(['id', 'date', 'amount', 'code', 'name', 'status', 'is', 'type']);

function likeness(one: string, other: string): number {
	const [bare, bareOther] = [sameHeader(one), sameHeader(other)];
	if (bare === '' || bareOther === '') return 0;
	if (bare === bareOther) return 1;
	const letters = 1 - edits(bare, bareOther) / Math.max(bare.length, bareOther.length);
	return Math.max(letters >= 0.75 ? letters : 0, sharedWords(wordsOf(one), wordsOf(other)));
}

function wordsOf(text: string): string[] {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !['of', 'the', 'a'].includes(word));
}

/** Twice the weight of shared words over the weight of all words (Dice), words of one meaning counting as the same. */
function sharedWords(one: string[], other: string[]): number {
	const left = [...other];
	let shared = 0;
	for (const word of one) {
		const found = left.map((candidate) => sameWord(word, candidate));
		const best = Math.max(0, ...found);
		if (best === 0) continue;
		shared += best * weight(word);
		left.splice(found.indexOf(best), 1);
	}
	const all = [...one, ...other].reduce((sum, word) => sum + weight(word), 0);
	return all === 0 ? 0 : Math.min(0.95, (2 * shared) / all);
}

function weight(word: string): number {
	return meanings(word).some((meaning) => WEAK.has(meaning)) || WEAK.has(word) ? 0.5 : 1;
}

function meanings(word: string): string[] {
	return SAME_WORDS.flatMap((words) => (words.includes(word) ? [words[0] as string] : []));
}

function sameWord(one: string, other: string): number {
	if (one === other) return 1;
	if (meanings(one).some((meaning) => meanings(other).includes(meaning))) return 0.9;
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length >= 3 && long.startsWith(short)) return 0.85;
	const letters = 1 - edits(one, other) / long.length;
	return letters >= 0.75 ? letters : 0;
}
