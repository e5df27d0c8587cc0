import { codeList, type Column } from '$lib/catalog';
import type { ColumnProfile } from './profile-columns';

/** How like the values of a column are to what one of ours holds. */
export interface ValueLikeness {
	/** 0 to 1; null when there are no values to tell by. */
	score: number | null;
	/** Why, as a sentence without any value; empty when the values say little. */
	reason: string;
	/** Few other columns hold such values, so that they tell by themselves. */
	isTelling: boolean;
}

/** What is compared with: the code spellings that a layout declares, and whether each value may occur once only. */
export interface Expected {
	column: Column;
	codes: Record<string, string>;
	/** The column alone is the key of its dataset. */
	isKey: boolean;
	/** Year of the period. */
	year: number;
}

/** Compares the profile of a sender's column with one of ours. */
export function valueLikeness(profile: ColumnProfile, expected: Expected): ValueLikeness {
	if (profile.filled === 0) return { score: null, reason: '', isTelling: false };
	const { column } = expected;
	if (column.codes !== null) return byCodes(profile, expected);
	if (column.name === 'participant_id') return byRoster(profile);
	if (column.name === 'zip') return telling(profile.zips / profile.filled, 'ZIP codes');
	if (column.name === 'ssn') return telling(profile.ssns / profile.filled, 'Social Security numbers');
	if (expected.isKey) return byKey(profile);
	return byType(profile, expected);
}

function telling(share: number, what: string): ValueLikeness {
	return {
		score: share,
		reason: share > 0 ? `${percent(share)} of its values are ${what}.` : '',
		isTelling: true
	};
}

function hint(share: number, what: string): ValueLikeness {
	return { ...telling(share, what), isTelling: false };
}

function byCodes(profile: ColumnProfile, { column, codes }: Expected): ValueLikeness {
	if (profile.values.length === 0) return { score: 0, reason: '', isTelling: false };
	const known = knownCodes(column, codes);
	const total = profile.values.reduce((sum, { count }) => sum + count, 0);
	const fitting = profile.values.filter(({ value }) => known(value) !== null);
	const share = fitting.reduce((sum, { count }) => sum + count, 0) / total;
	if (share > 0) return telling(share, `codes of ${column.title}`);
	const isCodeLike = profile.kinds <= 60 && profile.kinds < profile.filled * 0.6 && profile.dates === 0;
	return isCodeLike
		? { score: 0.5, reason: `It holds few different values, as codes do.`, isTelling: false }
		: { score: 0.15, reason: '', isTelling: false };
}

/** Tells our code for a sender's value: as a layout or an answer spells it, by our code or by its label; null when none fits. */
export function knownCodes(column: Column, codes: Record<string, string>): (value: string) => string | null {
	const spelled = new Map(Object.entries(codes).map(([theirs, ours]) => [theirs.toLowerCase(), ours]));
	const ours = new Map(
		codeList(column.codes ?? '').codes.flatMap(({ code, label }) => [
			[bareLabel(label), code],
			[bareLabel(code), code]
		])
	);
	const one = (value: string) => spelled.get(value.toLowerCase()) ?? ours.get(bareLabel(value)) ?? null;
	if (column.type !== 'list') return one;
	return (value) => {
		const items = value.split(';').map((item) => one(item.trim()));
		return one(value) ?? (items.every((item) => item !== null) ? items.join(';') : null);
	};
}

function bareLabel(text: string): string {
	return text.toLowerCase().replace(/[\s_-]+/g, '');
}

function byRoster({ filled, on_roster, digits, kinds }: ColumnProfile): ValueLikeness {
	if (on_roster > 0) return telling(on_roster / filled, 'ids on the roster of this partner');
	const isId = digits === filled && kinds > filled / 20;
	return { score: isId ? 0.5 : 0.1, reason: '', isTelling: false };
}

function byKey({ filled, kinds, digits }: ColumnProfile): ValueLikeness {
	if (kinds < filled || digits < filled * 0.9) return { score: 0.1, reason: '', isTelling: false };
	return { score: 0.8, reason: 'Every row has a value of its own.', isTelling: false };
}

function byType(profile: ColumnProfile, { column, year }: Expected): ValueLikeness {
	const { filled } = profile;
	const days = (profile.dates + profile.day_digits) / filled;
	switch (column.type) {
		case 'date': {
			const isOfBirth = profile.year !== null && profile.year < year - 12;
			const fits = profile.year === null || (column.name === 'birth_date') === isOfBirth;
			return hint(days * (fits ? 1 : 0.3), column.name === 'birth_date' && fits ? 'birth dates' : 'dates');
		}
		case 'number':
		case 'integer':
			return hint(profile.numbers / filled, 'numbers');
		case 'boolean':
			return profile.kinds > 4 ? hint(0, 'yes or no') : hint(profile.yes_no / filled, 'yes or no');
		default:
			return byText(profile, column);
	}
}

/** Names are words; other texts are anything but dates and numbers with decimals. */
function byText({ filled, words, dates, numbers, whole }: ColumnProfile, { name }: Column): ValueLikeness {
	if (name.endsWith('_name')) return hint(words / filled, 'words');
	const isOther = (dates + numbers - whole) / filled;
	return { score: isOther > 0.5 ? 0.1 : 0.6, reason: '', isTelling: false };
}

function percent(share: number): string {
	if (share === 1) return 'All';
	return share < 0.01 ? 'Few' : `${Math.min(99, Math.round(share * 100))}%`;
}
