import { codeList } from '$lib/catalog';
import { STATUS_WORDS, writeCell, writeCount, writePercent, type SafeRow } from '$lib/domain';
import { CELL_WORDS } from './words/coverage-cell';

/** The three kinds of coverage of a pair in words. */
export interface KindWords {
	need: string;
	nominal: string;
	mayPay: boolean;
	capacity: string;
	realised: string;
}

/** A row of the three kinds of coverage in words; without a row nobody needs it. */
export function kindWords(row: SafeRow | undefined): KindWords {
	const nominal = String(row?.nominal ?? 'none');
	return {
		need: needWords(row),
		nominal: nominalWords(nominal),
		mayPay: nominal === 'pays' || nominal === 'pays_with_conditions',
		capacity: capacityWords(row),
		realised: row ? realisedWords(row) : STATUS_WORDS.no_data
	};
}

function needWords(row: SafeRow | undefined): string {
	if (!row || row.status === 'no_data') return CELL_WORDS.nobodyInNeed;
	if (row.status === 'not_yet_observable') return STATUS_WORDS.not_yet_observable;
	return row.denominator === null ? STATUS_WORDS.withheld : writeCount(row.denominator);
}

/** What the service matrix says, as the code list has it. */
export function nominalWords(code: string): string {
	const found = codeList('offering_status').codes.find((candidate) => candidate.code === code);
	return found?.label ?? CELL_WORDS.noLine;
}

function capacityWords(row: SafeRow | undefined): string {
	if (!row) return STATUS_WORDS.no_data;
	const places =
		typeof row.places === 'number' ? CELL_WORDS.places(writeCount(row.places)) : CELL_WORDS.notLimited;
	if (typeof row.capacity_share === 'number')
		return CELL_WORDS.room(writePercent(row.capacity_share), places);
	return row.status === 'no_data' ? places : CELL_WORDS.roomWithheld(places);
}

function realisedWords(row: SafeRow): string {
	if (row.status !== 'shown' || row.numerator === null || row.denominator === null)
		return writeCell(row, 'percent');
	return CELL_WORDS.of(writeCell(row, 'percent'), writeCount(row.numerator), writeCount(row.denominator));
}
