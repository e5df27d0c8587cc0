import { STATUS_WORDS, writeCount, writeDay, writePercent, writeValue } from '$lib/domain';
import type { SafeRow, SafeTable } from '$lib/domain';
import { OUTCOME_WORDS } from './words/outcomes';

/** A number of people as the pages on outcomes show it: written parts, the shares that a band is drawn of, and one plain sentence. */
export interface OutcomeLine {
	measure: string;
	title: string;
	step: string;
	status: SafeRow['status'];
	numerator: string;
	denominator: string;
	value: string;
	interval: string;
	/** The share and its interval, for drawing; empty where there is none. */
	drawn: { value: number; lower: number; upper: number } | null;
	followUp: string;
	knownOn: string;
	sentence: string;
}

const WORDS = OUTCOME_WORDS;

/** The line of a table of one row. */
export function outcomeLine(table: SafeTable): OutcomeLine {
	const row = table.rows[0] ?? NOBODY;
	const isShare = table.unit === 'percent';
	return {
		measure: table.measure,
		title: table.title,
		step: WORDS.counted[table.measure]?.step ?? table.title,
		status: row.status,
		numerator: table.unit === 'dollars' ? '' : written(row.numerator),
		denominator: written(row.denominator),
		value: valueOf(table, row),
		interval:
			row.lower === null || row.upper === null
				? ''
				: `${writePercent(row.lower)} – ${writePercent(row.upper)}`,
		drawn: isShare ? drawnOf(row) : null,
		followUp: followUpOf(row),
		knownOn: typeof row.known_on === 'string' ? writeDay(row.known_on) : '',
		sentence: sentenceOf(table, row)
	};
}

/** The line of a measure that is not published of a group: a place without a number, and why. */
export function absentLine(measure: string, title: string): OutcomeLine {
	const nothing = { numerator: '', denominator: '', value: '', interval: '', followUp: '', knownOn: '' };
	const step = WORDS.counted[measure]?.step ?? title;
	return { measure, title, step, ...nothing, status: 'no_data', drawn: null, sentence: WORDS.notOfGroup };
}

const NOBODY: SafeRow = {
	numerator: null,
	denominator: null,
	value: null,
	lower: null,
	upper: null,
	status: 'no_data'
};

/** How many were answered, which may have to be withheld beside a rate that is shown. */
function followUpOf({ follow_up_share: share, status }: SafeRow): string {
	if (typeof share === 'number') return writePercent(share);
	return share === null && status === 'shown' ? STATUS_WORDS.withheld : '';
}

/** The share or the dollars; a count of people stands by itself. */
function valueOf({ unit }: SafeTable, { value, status }: SafeRow): string {
	if (value === null) return STATUS_WORDS[status];
	return unit === 'people' ? '' : writeValue(value, unit);
}

function written(count: number | null): string {
	return count === null ? '' : writeCount(count);
}

function drawnOf({ value, lower, upper }: SafeRow): OutcomeLine['drawn'] {
	return value === null || lower === null || upper === null ? null : { value, lower, upper };
}

/** What the numbers say, in plain words; where there is none, why, and from when there will be one. */
export function sentenceOf(table: SafeTable, row: SafeRow): string {
	const day = typeof row.known_on === 'string' ? writeDay(row.known_on) : '';
	if (row.status === 'withheld') return WORDS.withheld;
	if (row.status === 'not_yet_observable') return WORDS.notYet(day);
	if (row.value === null) return WORDS.noData;
	if (table.unit === 'people') return WORDS.people(writeCount(row.value));
	if (table.unit === 'dollars')
		return WORDS.median(written(row.denominator), writeValue(row.value, 'dollars'));
	return shareSentence(table, row, row.value);
}

function shareSentence(table: SafeTable, row: SafeRow, value: number): string {
	const { whom = '', did = '' } = WORDS.counted[table.measure] ?? {};
	const share = WORDS.share(written(row.denominator), whom, written(row.numerator), did, writePercent(value));
	const band =
		row.lower === null || row.upper === null
			? []
			: [WORDS.band(writePercent(row.lower), writePercent(row.upper))];
	return [share, ...band, ...answeredOf(row)].join(' ');
}

/** What the answers that are missing could change. */
function answeredOf({ numerator, denominator, answered, follow_up_share }: SafeRow): string[] {
	if (typeof answered !== 'number' || typeof follow_up_share !== 'number') return [];
	if (numerator === null || denominator === null || answered >= denominator) return [WORDS.allAnswered];
	const most = (numerator + denominator - answered) / denominator;
	return [WORDS.followUp(writePercent(follow_up_share), writePercent(most))];
}
