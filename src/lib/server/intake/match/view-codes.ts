import { codeList, type Column } from '$lib/catalog';
import type { Known } from '../map-columns';
import { edits } from '../partners';
import { codesOf, LEAVE_EMPTY, LEAVE_OUT } from './codes-of';
import type { MatchFields } from './drafts';
import type { CodeMatch, CodeValue } from './match-view';
import type { ColumnProfile } from './profile-columns';
import { knownCodes } from './value-likeness';

/** A column of ours, the sender's header for it, and what its values look like. */
export interface MatchedColumn {
	column: Column;
	header: string;
	profile: ColumnProfile;
}

/** The form as it stands; suggestions are chosen beforehand only in one that nobody has sent yet. */
export interface FormState {
	fields: MatchFields;
	isSent: boolean;
}

/** More different values are no codes. */
const MOST = 60;

/** The values of each column of codes, of yes or no: what they mean now and what the form says. */
export function viewCodes(matched: MatchedColumn[], known: Known, form: FormState): CodeMatch[] {
	const coded = matched.filter(({ column }) => column.codes !== null || column.type === 'boolean');
	return coded.map(({ column, header, profile }) => {
		const meaning = meaningsOf(column, known);
		const values = profile.values.slice(0, MOST);
		return {
			column: column.name,
			title: column.title,
			header,
			required: column.required,
			choices: choicesOf(column),
			values: values.map((value) => viewValue(value, column, { meaning, form })),
			hasMore: profile.kinds > values.length
		};
	});
}

function choicesOf({ codes, type }: Column): { value: string; label: string }[] {
	if (type === 'boolean')
		return [
			{ value: 'true', label: 'Yes' },
			{ value: 'false', label: 'No' }
		];
	return codeList(codes ?? '').codes.map(({ code, label }) => ({ value: code, label }));
}

/** What each of the sender's codes means without the form; '' where it means nothing. */
function meaningsOf(column: Column, known: Known): (value: string) => string {
	const { codes, leftOut } = codesOf({ ...known, given: {} }, column.name);
	const ours = column.codes === null ? yesOrNo : knownCodes(column, codes);
	return (value) => {
		const name = value.toLowerCase();
		if (leftOut.includes(name)) return LEAVE_OUT;
		const answered = Object.hasOwn(codes, name) ? codes[name] : undefined;
		return answered === '' ? LEAVE_EMPTY : (answered ?? ours(value) ?? '');
	};
}

function yesOrNo(value: string): string | null {
	const name = value.toLowerCase();
	if (['true', 'yes', 'y', '1', 't', '1.0'].includes(name)) return 'true';
	return ['false', 'no', 'n', '0', 'f', '0.0'].includes(name) ? 'false' : null;
}

function viewValue(
	{ value, count }: { value: string; count: number },
	column: Column,
	{ meaning, form }: { meaning: (value: string) => string; form: FormState }
): CodeValue {
	const field = `code.${column.name}.${value}`;
	const now = meaning(value);
	const suggestion = now === '' ? likeCode(value, column) : null;
	const choice = form.fields[field] ?? (now || (form.isSent ? '' : (suggestion ?? '')));
	return { field, value, count, choice, now, suggestion };
}

/** Our code whose name or label is nearly the value, or begins like it. */
function likeCode(value: string, column: Column): string | null {
	const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
	const name = bare(value);
	if (name.length < 3) return null;
	const scored = choicesOf(column).flatMap(({ value: code, label }) =>
		[code, label].map((text) => ({ code, score: like(name, bare(text)) }))
	);
	const best = scored.reduce((top, one) => (one.score > top.score ? one : top), { code: '', score: 0 });
	const rivals = scored.filter(({ code, score }) => code !== best.code && score === best.score);
	return best.score >= 0.7 && rivals.length === 0 ? best.code : null;
}

function like(one: string, other: string): number {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length >= 4 && long.startsWith(short)) return 0.9;
	return 1 - edits(one, other) / long.length;
}
