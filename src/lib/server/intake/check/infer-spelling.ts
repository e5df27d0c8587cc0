import type { Column, DateOrder } from '$lib/catalog';
import type { IntakeQuestion } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import { profileValues, type Profile } from './profile-values';
import type { ColumnSpelling, DayShape } from './typing';
import { valueFinding } from './value-finding';

/** A column whose values are looked at before they are typed. */
export interface ColumnToInfer {
	column: Column;
	header: string;
	holds: number;
	year: number;
	hasFineCents: boolean;
	codes: Record<string, string>;
	leftOut: string[];
	prefix: string;
	/** What the format says of its dates. */
	declared: DateOrder | null;
	/** What was answered, now or before. */
	answered: { order: string | undefined; comma: string | undefined };
	/** What an earlier file showed. */
	seen: DateOrder | null;
}

/** How the columns are spelled, what must be asked, what must be said, and what the values showed. */
export interface Inferred {
	spellings: ColumnSpelling[];
	questions: IntakeQuestion[];
	findings: LocatedFinding[];
	/** Column -> order that its own values prove: kept for files that do not. */
	proven: Record<string, DateOrder>;
}

/** Looks at all values of each date and number column that does not tell by itself how it is written. */
export async function inferSpelling(
	tx: Transaction,
	columns: ColumnToInfer[],
	{ isLarge }: { isLarge: boolean }
): Promise<Inferred> {
	const inferred: Inferred = { spellings: [], questions: [], findings: [], proven: {} };
	const profiles = await profileValues(tx, columns, isLarge);
	for (const column of columns) {
		const profile = profiles.get(column.column.name);
		const spelling: ColumnSpelling = {
			...column,
			order: null,
			decimalComma: false,
			shapes: []
		};
		if (profile && column.column.type === 'date') {
			spelling.shapes = shapesOf(profile);
			spelling.order = inferOrder(column, profile, inferred);
		}
		if (profile && column.column.type !== 'date')
			spelling.decimalComma = inferComma(column, profile, inferred);
		inferred.spellings.push(spelling);
	}
	return inferred;
}

const SHAPES: DayShape[] = ['slashes', 'year_first', 'digits', 'serial', 'named'];

/** The ways in which dates of the column are written. */
function shapesOf(profile: Profile): DayShape[] {
	return SHAPES.filter((shape) => profile[shape] > 0);
}

/** The order that is proved, answered or remembered; while it is asked for, the likelier one, so that the rest can be checked. */
function inferOrder(column: ColumnToInfer, profile: Profile, inferred: Inferred): DateOrder | null {
	sayOddDates(column, profile, inferred);
	if (profile.slashes === 0) return null;
	const { first_over, second_over } = profile;
	const proof =
		first_over > 0 && second_over > 0 ? null : first_over > 0 ? 'dmy' : second_over > 0 ? 'mdy' : null;
	const known = orderIn(column.answered.order) ?? orderIn(column.declared);
	if (proof && !known) {
		inferred.proven[column.column.name] = proof;
		if (column.seen && column.seen !== proof) {
			const order = proof === 'mdy' ? 'month' : 'day';
			inferred.findings.push(
				valueFinding('order_changed', { ...at(column), row: profile.row, places: { order } })
			);
		}
		return proof;
	}
	if (known) return known;
	const isContradicted = first_over > 0 || second_over > 0;
	if (column.seen && !isContradicted) return column.seen;
	inferred.questions.push(askOrder(column, profile));
	return first_over > second_over ? 'dmy' : 'mdy';
}

function orderIn(text: string | null | undefined): DateOrder | null {
	return text === 'mdy' || text === 'dmy' ? text : null;
}

function askOrder({ column, header }: ColumnToInfer, profile: Profile): IntakeQuestion {
	const isMixed = profile.first_over > 0 && profile.second_over > 0;
	const message = isMixed
		? `Some dates in "${header}" have the day first (line ${profile.first_row}) and some the month (line ${profile.second_row}). Which is right? The others are left out.`
		: `No date in "${header}" tells whether day or month comes first (like ${profile.sample}). Which is it?`;
	return {
		code: `date_order.${column.name}`,
		row: profile.row,
		column: column.name,
		message,
		choices: [
			{ value: 'mdy', label: 'Month first (3/4 is March 4)' },
			{ value: 'dmy', label: 'Day first (3/4 is April 3)' }
		]
	};
}

function sayOddDates(column: ColumnToInfer, profile: Profile, { findings }: Inferred): void {
	const ways = {
		'M/D/Y': profile.slashes,
		ISO: profile.year_first,
		YYYYMMDD: profile.digits,
		'serial numbers': profile.serial
	};
	const used = Object.entries(ways).filter(([, count]) => count > 0);
	if (used.length > 1) {
		const value = used.map(([way, count]) => `${count} ${way}`).join(', ');
		findings.push(valueFinding('mixed_dates', { ...at(column, true), row: profile.row, value }));
	}
	const { short_years, timed, year } = { ...profile, year: column.year };
	const latest = column.column.name === 'birth_date' ? year - 10 : year + 20;
	if (short_years > 0) {
		findings.push(
			valueFinding('two_digit_years', {
				...at(column),
				row: profile.short_row,
				count: short_years,
				places: { latest }
			})
		);
	}
	if (timed > 0)
		findings.push(valueFinding('time_left_out', { ...at(column), row: profile.timed_row, count: timed }));
}

function at({ column, header }: ColumnToInfer, isAboutForm = false): { column: Column; header: string } {
	return { column: isAboutForm ? { ...column, identifying: false } : column, header };
}

function inferComma(column: ColumnToInfer, profile: Profile, { questions }: Inferred): boolean {
	const { comma } = column.answered;
	if (profile.commas === 0) return comma === 'comma';
	if (comma !== undefined) return comma === 'comma';
	questions.push({
		code: `decimal_comma.${column.column.name}`,
		row: profile.comma_row,
		column: column.column.name,
		message: `Does the comma in "${column.header}" separate decimals (${profile.comma_sample})?`,
		choices: [
			{ value: 'comma', label: 'Yes, 12,5 is twelve and a half' },
			{ value: 'point', label: 'No, decimals stand behind a point' }
		]
	});
	return true;
}
