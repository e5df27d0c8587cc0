import type { Warehouse } from '$lib/server/warehouse';
import { readingOf, type CleanText } from '../check/arrive';
import { quoteText } from '../check/sql-text';

/** What the values of one of the sender's columns look like: counts over the first rows, codes over all of them. */
export interface ColumnProfile {
	/** Rows that were looked at, filled cells among them, and how many different values those hold. */
	rows: number;
	filled: number;
	kinds: number;
	/** How many values can be read as each of these. */
	dates: number;
	day_digits: number;
	numbers: number;
	whole: number;
	yes_no: number;
	zips: number;
	ssns: number;
	words: number;
	digits: number;
	/** Values that are ids on the partner's roster. */
	on_roster: number;
	/** Dates with slashes, and those whose first (second) number is over twelve. */
	slashes: number;
	first_over: number;
	second_over: number;
	/** Numbers that only a decimal comma explains. */
	commas: number;
	/** The year in the middle of all years; null without years. */
	year: number | null;
	/** First and last value in the order of letters: what they begin with in common, all begin with. */
	low: string | null;
	high: string | null;
	/** The first different values. */
	samples: string[];
	/** Every different value of the whole file and its rows, the most frequent first; none when there are too many. */
	values: { value: string; count: number }[];
}

/** So many rows tell what a column holds. */
const LOOKED_ROWS = 20_000;
/** Columns beyond these are not looked at: they can be matched, without values beside them. */
const MOST_COLUMNS = 100;
/** A column with more different values is no column of codes. */
const MOST_CODES = 200;

/** Each pass over the whole text counts the values of so many columns. */
const COUNTED_TOGETHER = 24;

/** What one look at the first rows tells of a column. */
type Looked = Omit<ColumnProfile, 'values'>;

/** Profiles all columns of a text over its first rows; columns of few values in a second pass over all. */
export async function profileColumns(
	w: Warehouse,
	text: CleanText,
	{ partner, missing }: { partner: string; missing: string[] }
): Promise<ColumnProfile[]> {
	const cells = Array.from({ length: Math.min(text.width, MOST_COLUMNS) }, (_, cell) => `c${cell}`);
	const bare = (some: string[]) => some.map((cell) => `nullif(trim(${cell}), '') AS ${cell}`).join(', ');
	const rows = (some: string[]) => `SELECT ${bare(some)} FROM ${readingOf(text, missing)}`;
	const seen = await w.read<Looked & { cell: string }>(lookAt(cells, rows(cells)), [partner]);
	const looked = new Map(seen.map(({ cell, ...profile }) => [cell, profile]));
	const coded = cells.filter((cell) => isCoded(looked.get(cell)?.kinds));
	const counts: ValueCount[] = [];
	for (const some of inGroups(coded, COUNTED_TOGETHER))
		counts.push(...(await w.read<ValueCount>(countsOf(some, rows(some)))));
	const byCell = Map.groupBy(counts, ({ cell }) => cell);
	return cells.map((cell) => {
		const profile = looked.get(cell) as Looked;
		const values = (byCell.get(cell) ?? []).map(({ value, count }) => ({ value, count }));
		return {
			...profile,
			samples: [...new Set(profile.samples)],
			values: isFew(values.length) ? values : []
		};
	});
}

function inGroups(cells: string[], size: number): string[][] {
	return Array.from({ length: Math.ceil(cells.length / size) }, (_, at) =>
		cells.slice(at * size, (at + 1) * size)
	);
}

/** All columns stand below each other: a plan of one column's width, which the database makes at once. */
function lookAt(cells: string[], rows: string): string {
	const names = cells.map(quoteText).join(', ');
	return `WITH roster AS MATERIALIZED (SELECT DISTINCT participant_id FROM staging.stg_participants WHERE partner = $1),
		looked AS (SELECT row_number() OVER () AS place, [${names}] AS cell, [${cells.join(', ')}] AS value
			FROM (${rows} LIMIT ${LOOKED_ROWS})),
		below AS (SELECT place, unnest(cell) AS cell, unnest(value) AS value FROM looked)
		SELECT cell, ${PROFILE} FROM (SELECT unnest([${names}]) AS cell) LEFT JOIN below USING (cell) GROUP BY cell`;
}

function isCoded(kinds: number | undefined): boolean {
	return kinds !== undefined && kinds > 0 && isFew(kinds);
}

function isFew(kinds: number): boolean {
	return kinds <= MOST_CODES;
}

interface ValueCount {
	cell: string;
	value: string;
	count: number;
}

const DAY = '[0-9]{1,2}[/.-][0-9]{1,2}[/.-]([0-9]{4}|[0-9]{2})';
const DATE = `(${DAY}|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[- ][A-Za-z]{3,9}[- ,]+[0-9]{2,4}|[A-Za-z]{3,9} [0-9]{1,2},? [0-9]{2,4})([ T][0-9:.]+( ?[AaPp][Mm])?Z?)?`;
const NUMBER = '[($€+-]*[0-9][0-9.,]*[)$€-]*( ?(USD|usd))?';
const COMMA = String.raw`[^0-9]*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),([0-9]{1,2}|[0-9]{4,})[^0-9]*`;
const YES_NO = ['true', 'false', 'yes', 'no', 'y', 'n', 't', 'f', '1', '0'];

const is = (pattern: string) => `regexp_full_match(value, ${quoteText(pattern)})`;
const part = (at: number) => `TRY_CAST(string_split(translate(value, '.-', '//'), '/')[${at}] AS INTEGER)`;

const COUNTED: Record<string, string> = {
	dates: is(DATE),
	day_digits: is('(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]'),
	numbers: is(NUMBER),
	whole: is('[0-9]+'),
	yes_no: `lower(value) IN (${YES_NO.map(quoteText).join(', ')})`,
	zips: is('[0-9]{5}(-[0-9]{4})?'),
	ssns: is('[0-9]{3}-[0-9]{2}-[0-9]{4}'),
	words: is(String.raw`[\p{L}][\p{L} .'’-]*`),
	digits: `regexp_matches(value, '[0-9]')`,
	on_roster: `value IN (SELECT participant_id FROM roster)`,
	slashes: is(`${DAY}.*`),
	first_over: `${is(`${DAY}.*`)} AND ${part(1)} BETWEEN 13 AND 31 AND ${part(2)} BETWEEN 1 AND 12`,
	second_over: `${is(`${DAY}.*`)} AND ${part(2)} BETWEEN 13 AND 31 AND ${part(1)} BETWEEN 1 AND 12`,
	commas: is(COMMA)
};

/** A `Looked`, of the values of one column in the order of their rows. */
const PROFILE = `count(place)::INTEGER AS rows, count(value)::INTEGER AS filled, count(DISTINCT value)::INTEGER AS kinds,
	${Object.entries(COUNTED)
		.map(([name, when]) => `(count(*) FILTER (${when}))::INTEGER AS ${name}`)
		.join(',\n')},
	median(TRY_CAST(regexp_extract(value, '(19|20)[0-9]{2}') AS INTEGER))::INTEGER AS year,
	min(value) AS low, max(value) AS high, coalesce(arg_min(value, place, 60), []) AS samples`;

/** Each value of these columns and its rows, in one pass. */
function countsOf(cells: string[], rows: string): string {
	const which = cells.map((cell) => `WHEN grouping(${cell}) = 0 THEN '${cell}'`).join(' ');
	return `SELECT * FROM (
		SELECT CASE ${which} END AS cell, coalesce(${cells.join(', ')}) AS value, count(*)::INTEGER AS count
		FROM (${rows}) GROUP BY GROUPING SETS (${cells.map((cell) => `(${cell})`).join(', ')})
	) WHERE value IS NOT NULL ORDER BY cell, count DESC, value`;
}
