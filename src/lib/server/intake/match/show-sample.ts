import { dataset, type Column } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import { masked } from '../check/value-finding';
import { nameLikeness } from './name-likeness';
import type { ColumnProfile } from './profile-columns';

/** A column of the sender whose values a person may want to see. */
export interface Shown {
	header: string;
	/** What it is matched with, or is surely like; null when nobody knows. */
	column: Column | null;
	profile: ColumnProfile;
	/** Year of the period. */
	year: number;
}

const SAMPLES = 3;

/** Three different values; of a column that identifies people, or may do so, only their form. */
export function shownSamples(shown: Shown): string[] {
	const hidden = mayIdentify(shown) ? hiding(shown) : null;
	return shown.profile.samples.slice(0, SAMPLES).map((value) => masked(value, hidden) ?? '');
}

/** Whether values may tell who somebody is. A column that nobody knows is shown only where its values cannot. */
export function mayIdentify({ header, column, profile, year }: Shown): boolean {
	if (column) return column.identifying;
	if (isNamedLikeAPerson(header)) return true;
	const { filled, dates, numbers, ssns, yes_no } = profile;
	if (filled === 0 || ssns > 0) return ssns > 0;
	const isRecentDay = dates === filled && profile.year !== null && profile.year > year - 12;
	const isSmallNumber = numbers === filled && profile.samples.every((value) => value.length <= 7);
	return !isRecentDay && !isSmallNumber && yes_no < filled;
}

const OF_A_PERSON = /name|phone|e-?mail|address|street|birth|dob|ssn|social/i;

/** Whether a header is like those of the columns that identify people. */
export function isNamedLikeAPerson(header: string): boolean {
	if (OF_A_PERSON.test(header)) return true;
	const id: DatasetId = 'participants';
	const identifying = dataset(id).columns.filter((column) => column.identifying);
	return identifying.some((column) => nameLikeness(header, column, id).score >= 0.75);
}

/** Any identifying column hides letters and digits; only the end of a Social Security number is told. */
function hiding({ column }: Shown): Column {
	const [first] = dataset('participants').columns.filter(
		({ identifying, name }) => identifying && name !== 'ssn'
	);
	return { ...(column ?? (first as Column)), identifying: true };
}
