import { edits } from '../partners';

/** A code of ours that a value may mean, and whether it is spelled nearly so or may be short for it. */
export interface LikeCode {
	code: string;
	how: 'spelled' | 'short';
}

interface Named {
	code: string;
	label: string;
}

/** Our one code whose name or label is nearly the value, or for which the value may be short; null where two could be meant. */
export function likeCode(value: string, codes: readonly Named[]): LikeCode | null {
	const name = bare(value);
	const names = codes.flatMap(({ code, label }) => [code, label].map((text) => ({ code, name: bare(text) })));
	const spelled = name.length < 3 ? null : spelledLike(name, names);
	if (spelled) return { code: spelled, how: 'spelled' };
	const short = only(names.filter((one) => isShortFor(name, one.name)));
	return short ? { code: short, how: 'short' } : null;
}

function bare(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function spelledLike(name: string, names: { code: string; name: string }[]): string | null {
	const scored = names.map((one) => ({ ...one, score: likeness(name, one.name) }));
	const best = Math.max(...scored.map(({ score }) => score));
	return best >= 0.7 ? only(scored.filter(({ score }) => score === best)) : null;
}

function likeness(one: string, other: string): number {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length >= 4 && long.startsWith(short)) return 0.9;
	return 1 - edits(one, other) / long.length;
}

/** Letters that begin like the name and stand in it in the same order. */
function isShortFor(letters: string, name: string): boolean {
	if (!/^\p{L}{1,4}$/u.test(letters) || letters[0] !== name[0]) return false;
	let at = 0;
	return [...letters].every((letter) => (at = name.indexOf(letter, at) + 1) > 0);
}

function only(found: { code: string }[]): string | null {
	const codes = new Set(found.map(({ code }) => code));
	const [first = null] = codes;
	return codes.size === 1 ? first : null;
}
