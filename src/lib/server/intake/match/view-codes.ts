import { codeList, type Column } from '$lib/catalog';
import type { Known } from '../map-columns';
import { codesOf, LEAVE_EMPTY, LEAVE_OUT } from './codes-of';
import type { MatchFields } from './drafts';
import { likeCode } from './like-code';
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
	const suggestion = now === '' && column.codes ? likeCode(value, codeList(column.codes).codes) : null;
	const choice = form.fields[field] ?? (now || (form.isSent ? '' : (suggestion?.code ?? '')));
	return { field, value, count, choice, now, suggestion };
}
