import type { Known } from '../map-columns';
import type { PrefixMatch, WritingMatch } from './match-view';
import type { ColumnProfile } from './profile-columns';
import { shownSamples } from './show-sample';
import type { FormState, MatchedColumn } from './view-codes';

/** Columns of dates with slashes and of numbers with commas: how they are read now, and what the form says. */
export function viewWriting(matched: MatchedColumn[], known: Known, form: FormState): WritingMatch[] {
	return matched.flatMap((one): WritingMatch[] => {
		const { type } = one.column;
		if (type === 'date' && one.profile.slashes > 0) return [viewOne('date_order', one, { known, form })];
		const isNumber = type === 'number' || type === 'integer';
		return isNumber && one.profile.commas > 0 ? [viewOne('decimal_comma', one, { known, form })] : [];
	});
}

function viewOne(
	kind: WritingMatch['kind'],
	{ column, header, profile }: MatchedColumn,
	{ known, form }: { known: Known; form: FormState }
): WritingMatch {
	const field = `${kind}.${column.name}`;
	const now = known.remembered[field]?.choice ?? declared(kind, column.name, known);
	return {
		kind,
		field,
		column: column.name,
		title: column.title,
		header,
		samples: shownSamples({ header, column, profile, year: known.year }),
		choice: form.fields[field] ?? now,
		now,
		proof: kind === 'date_order' ? proofOf(profile) : null
	};
}

function declared(kind: WritingMatch['kind'], column: string, { format }: Known): string {
	if (kind === 'decimal_comma') return format.decimal_commas.includes(column) ? 'comma' : '';
	const order = typeof format.dates === 'string' ? format.dates : format.dates?.[column];
	return order === 'mdy' || order === 'dmy' ? order : '';
}

function proofOf({ first_over, second_over }: ColumnProfile): WritingMatch['proof'] {
	if (first_over > 0) return second_over > 0 ? 'both' : 'dmy';
	return second_over > 0 ? 'mdy' : null;
}

/** Columns of ids: what stands before each of them, what is left away now, and what the form says. */
export function viewPrefixes(matched: MatchedColumn[], known: Known, form: FormState): PrefixMatch[] {
	const ids = matched.filter(({ column }) => column.name.endsWith('_id') && column.codes === null);
	return ids
		.filter(({ column }) => !column.identifying)
		.map(({ column, header, profile }) => {
			const field = `strip_prefix.${column.name}`;
			const now = known.remembered[field]?.choice ?? known.format.prefixes[column.name] ?? '';
			return {
				field,
				column: column.name,
				title: column.title,
				header,
				choice: form.fields[field]?.trim() ?? now,
				now,
				found: commonPrefix(profile)
			};
		});
}

/** The letters and signs before the first digit with which all values begin. */
function commonPrefix({ low, high, filled }: ColumnProfile): string {
	if (low === null || high === null || filled === 0) return '';
	let length = 0;
	while (length < low.length && low[length] === high[length]) length++;
	return /^[^0-9]*/.exec(low.slice(0, length))?.[0] ?? '';
}
