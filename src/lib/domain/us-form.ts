import type { MeasureUnit } from './measure';
import type { CellStatus, SafeRow } from './safe-table';

/** What stands in place of a number that is not shown. The same words on screen, in files and in alt texts. */
export const STATUS_WORDS: Record<CellStatus, string> = {
	shown: 'shown',
	withheld: 'withheld to protect privacy',
	not_yet_observable: 'not yet observable',
	no_data: 'no data'
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A count as Americans write it: `1,234`. */
export function writeCount(count: number): string {
	return WHOLE.format(count);
}

/** Dollars without cents: `$1,234`, `-$1,234`. */
export function writeDollars(dollars: number): string {
	const rounded = Math.round(dollars);
	return `${rounded < 0 ? '-' : ''}$${WHOLE.format(Math.abs(rounded))}`;
}

/** Dollars for an axis or a short label: `$950`, `$4.3k`, `$12k`, `$1.2M`. */
export function writeShortDollars(dollars: number): string {
	const size = Math.abs(dollars);
	const sign = dollars < 0 ? '-' : '';
	if (size >= 999_500) return `${sign}$${ONE.format(size / 1e6)}M`;
	if (size >= 9_950) return `${sign}$${WHOLE.format(size / 1e3)}k`;
	if (size >= 1_000) return `${sign}$${ONE.format(size / 1e3)}k`;
	return `${sign}$${WHOLE.format(size)}`;
}

/** A fraction of one as whole percent: `61%`; a fraction that only rounds to the end is `<1%` or `>99%`. */
export function writePercent(fraction: number): string {
	if (fraction > 0 && fraction < 0.005) return '<1%';
	if (fraction < 1 && fraction >= 0.995) return '>99%';
	return `${Math.round(fraction * 100)}%`;
}

/** A difference of two shares: `+12 points`, `-1 point`, `0 points`. */
export function writePoints(difference: number): string {
	const points = Math.round(difference * 100) || 0;
	return `${points > 0 ? '+' : ''}${points} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

/** A day (`2015-01-05`) as Americans write it: `Jan 5, 2015`. */
export function writeDay(day: string): string {
	const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
	if (!match) return day;
	return `${MONTHS[Number(match[2]) - 1]} ${Number(match[3])}, ${match[1]}`;
}

/** A number in its measure's unit. */
export function writeValue(value: number, unit: MeasureUnit): string {
	if (unit === 'percent' || unit === 'probability') return writePercent(value);
	if (unit === 'dollars') return writeDollars(value);
	if (unit === 'points') return writePoints(value);
	if (unit === 'days') return `${ONE.format(value)} ${value === 1 ? 'day' : 'days'}`;
	if (unit === 'months') return `${ONE.format(value)} ${value === 1 ? 'month' : 'months'}`;
	if (unit === 'ratio') return value.toFixed(2);
	return writeCount(value);
}

/** Below this p a difference is called one (the field's habit). */
export const BEYOND_CHANCE = 0.05;

/** A chance that a difference is none, as statisticians write it: `p = 0.03`, `p < 0.001`, never torn in two lines. */
export function writeChance(p: number): string {
	if (p < 0.001) return 'p\u00a0<\u00a00.001';
	return `p\u00a0=\u00a0${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** A row's number in its unit, or the words that stand in its place. */
export function writeCell(row: SafeRow, unit: MeasureUnit): string {
	if (row.status !== 'shown')
		return row.told ? `${row.told}; ${STATUS_WORDS[row.status]}` : STATUS_WORDS[row.status];
	return row.value === null ? STATUS_WORDS.no_data : writeValue(row.value, unit);
}
