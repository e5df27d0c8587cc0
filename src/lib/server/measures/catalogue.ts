import type { MeasureDeclaration } from '$lib/domain';
import { Refusal } from '$lib/domain';
import type { Measure } from './measure';

const files = import.meta.glob<Measure>('./published/*.ts', { eager: true, import: 'measure' });

const SECTIONS = ['coverage', 'retention', 'funding', 'people'];

const published = new Map(Object.values(files).map((measure) => [measure.declaration.id, measure]));

/** All measures that may be asked, by section. */
export function measures(): MeasureDeclaration[] {
	const all = [...published.values()].map((measure) => measure.declaration);
	return all.sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || compare(a.id, b.id));
}

function compare(one: string, two: string): number {
	return one < two ? -1 : one > two ? 1 : 0;
}

/** The measure with this id; refuses another name, naming what comes close. */
export function findMeasure(id: string): Measure {
	const found = published.get(id);
	if (found) return found;
	const near = closest(id, [...published.keys()]);
	throw new Refusal('unknown_measure', `There is no measure "${id}".`, `Did you mean ${near.join(', ')}?`);
}

/** The three names that look most like `name`. */
export function closest(name: string, among: string[]): string[] {
	const scored = among.map((candidate) => ({ candidate, apart: distance(name, candidate) }));
	return scored
		.sort((a, b) => a.apart - b.apart)
		.slice(0, 3)
		.map((entry) => entry.candidate);
}

/** Levenshtein distance, less one for each word the two names share. */
function distance(one: string, two: string): number {
	const shared = one.split('_').filter((word) => two.split('_').includes(word)).length;
	return editDistance(one, two) - 3 * shared;
}

function editDistance(one: string, two: string): number {
	let row = Array.from({ length: two.length + 1 }, (_, at) => at);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= two.length; j++) {
			const change = (row[j - 1] ?? 0) + (one[i - 1] === two[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[two.length] ?? 0;
}
