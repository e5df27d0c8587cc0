import type { Check, Column } from '$lib/catalog';
import { addQuarters, quarterEnd, quarterLabel, type Quarter } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import type { FileWords } from './find-wrong-rows';
import { quoteName, quoteText } from './sql-text';
import type { LastQuarter } from './compare-quarters';
import { fromRoster, outsideRoster } from './compare-roster';
import { isAskedAgain } from './arrive';
import { sent } from './respell';
import { plainNumber } from './typing';
import { finding, valueFinding } from './value-finding';

/** The submission whose staged rows are looked at. */
export interface StagedRows {
	submission_id: string;
	partner: string;
	period: Quarter;
}

/** A kind of odd row: which rule, in which column, and how it is recognised. */
export interface Odd {
	rule: string;
	column: Column | null;
	/** SQL that is true for an odd row, over staged columns or over text and typed columns. */
	when: string;
	value: string;
	places: Record<string, string>;
	check: Check | null;
}

const KEPT_ROWS = 100;
/** Different values of these rows that are shown. */
const KEPT_VALUES = 5;

/** What one look at all loaded rows tells. */
export interface SecondLook {
	findings: LocatedFinding[];
	/** A key stands in more than one row. */
	hasDoubles: boolean;
	/** The partner's last filing of this dataset, if there is one. */
	last: LastQuarter | null;
}

/**
 * Looks at the loaded rows once more: declared warnings, people and days that no roster has, late dates, values that were changed, repeated keys,
 * and how many rows the last period had. They are looked at in the staging table, where they already are, but for a
 * small file of what identifies people.
 */
export async function lookAgain(
	tx: Transaction,
	words: FileWords,
	staged: StagedRows & { isLarge: boolean }
): Promise<SecondLook> {
	const { dataset } = words;
	const isHidden = (check: Check) =>
		dataset.columns.some(
			({ identifying, name }) => identifying && new RegExp(`\\b${name}\\b`).test(check.when)
		);
	const warnings = dataset.checks.filter(({ severity }) => severity === 'warning');
	const open = warnings.filter((check) => !isHidden(check)).map((check) => declared(check, words));
	const isKnown = words.headers.has('participant_id');
	const onStaged = [...open, ...late(words, staged), ...(isKnown ? outsideRoster(dataset) : [])];
	const onText = [...warnings.filter(isHidden).map((check) => declared(check, words)), ...changed(words)];
	const text = '(SELECT * FROM temp.arrived WHERE is_right)';
	const rows = `(SELECT * FROM staging.stg_${dataset.id} WHERE submission_id = ${quoteText(staged.submission_id)})`;
	const key = dataset.primary_key.map(quoteName).join(', ');
	const whole = [
		`count(*) > count(DISTINCT hash(${key})) AS has_doubles`,
		`(${lastPeriod(staged, dataset.id)}) AS last`
	];
	const isStaged = staged.isLarge || !isAskedAgain(dataset);
	const onFirst = isStaged ? onStaged : [...onStaged, ...onText];
	const table = isStaged ? rows : text;
	const beside = `${table} AS looked ${fromRoster(dataset, staged.partner)}`;
	const first = await look(tx, beside, [...whole, ...onFirst.map(counted)]);
	const second = isStaged && onText.length > 0 ? await look(tx, text, onText.map(counted)) : first;
	return {
		hasDoubles: first.has_doubles as boolean,
		last: first.last as SecondLook['last'],
		findings: [
			...(await describeOdds(tx, beside, { odds: onStaged, counts: first, words })),
			...(await describeOdds(tx, text, { odds: onText, counts: second, words }))
		]
	};
}

async function look(tx: Transaction, table: string, columns: string[]): Promise<Record<string, unknown>> {
	const [row] = await tx.read(`SELECT ${columns.join(',\n')} FROM ${table}`);
	return row ?? {};
}

function counted(odd: Odd): string {
	return `(count(*) FILTER (${odd.when}))::INTEGER AS ${quoteName(keyOf(odd))}`;
}

function keyOf({ rule, column }: Odd): string {
	return `${rule} ${column?.name}`;
}

function lastPeriod({ partner, period }: StagedRows, dataset: string): string {
	return `SELECT {submission_id: submission_id, period: period, "rows": rows_loaded} FROM main.submissions
		WHERE partner = ${quoteText(partner)} AND dataset = ${quoteText(dataset)} AND rows_loaded > 0
		AND period < ${quoteText(period)} AND period >= ${quoteText(addQuarters(period, -4))}
		AND status IN ('published', 'checked', 'checked_with_warnings')
		ORDER BY period DESC, received_at DESC LIMIT 1`;
}

interface CountedOdds {
	odds: Odd[];
	counts: Record<string, unknown>;
	words: FileWords;
}

/** The odd rows that there are: each kind once, with how many and the first lines. */
async function describeOdds(
	tx: Transaction,
	table: string,
	{ odds, counts, words }: CountedOdds
): Promise<LocatedFinding[]> {
	const found = odds.filter((odd) => Number(counts[keyOf(odd)] ?? 0) > 0);
	if (found.length === 0) return [];
	const row = await look(tx, table, found.map(located));
	return found.map((odd) => {
		const { rule, column, places, check } = odd;
		const { values, rows } = row[keyOf(odd)] as { values: (string | null)[] | null; rows: number[] };
		const value = together(values ?? []);
		const header = column ? (words.headers.get(column.name) ?? null) : null;
		const count = Number(counts[keyOf(odd)]);
		const sighting = { row: rows[0] ?? null, rows, value, count, column, header, places };
		return check ? finding({ ...check, rule }, sighting) : valueFinding(rule, sighting);
	});
}

/** A few of the different values; none where there is none. */
function together(values: (string | null)[]): string | null {
	const filled = values.flatMap((value) => value ?? []);
	if (filled.length === 0) return null;
	return filled.slice(0, KEPT_VALUES).join(', ') + (filled.length > KEPT_VALUES ? ' …' : '');
}

function located(odd: Odd): string {
	const only = `FILTER (${odd.when})`;
	const values = `list_sort(list_distinct(arg_min(${odd.value}, source_row, ${KEPT_ROWS}) ${only}))`;
	return `{"values": ${values}, rows: arg_min(source_row, source_row, ${KEPT_ROWS}) ${only}} AS ${quoteName(keyOf(odd))}`;
}

function declared(check: Check, { dataset }: FileWords): Odd {
	const column = dataset.columns.find(({ name }) => name === check.column) ?? null;
	const value = `${quoteName(check.column)}::VARCHAR`;
	return { rule: check.id, column, when: check.when, value, places: {}, check };
}

/** Datasets whose dates are days on which something happened; those of awards and the matrix may lie ahead. */
const OF_PEOPLE = ['participants', 'enrollments', 'needs', 'deliveries', 'outcomes'];

function late({ dataset }: FileWords, { period }: StagedRows): Odd[] {
	const places = { period: quarterLabel(period) };
	const odd = (column: Column, when: string): Odd => ({
		rule: 'later_than_period',
		column,
		when,
		value: `${quoteName(column.name)}::VARCHAR`,
		places,
		check: null
	});
	if (!OF_PEOPLE.includes(dataset.id)) {
		const quarter = dataset.columns.find(({ name }) => name === 'quarter');
		return quarter ? [odd(quarter, `"quarter" > ${quoteText(period)}`)] : [];
	}
	const happened = dataset.columns.filter(
		({ type, name, identifying }) => type === 'date' && !identifying && !name.startsWith('planned')
	);
	return happened.map((column) =>
		odd(column, `${quoteName(column.name)} > DATE ${quoteText(quarterEnd(period))}`)
	);
}

/** Values that were typed as something else than they look: padded ZIP codes, rounded cents. */
function changed({ dataset, spellings }: FileWords): Odd[] {
	return dataset.columns.flatMap((column): Odd[] => {
		const spelling = spellings.find((candidate) => candidate.column.name === column.name);
		if (!spelling) return [];
		const odd = { column, value: sent(column), places: {}, check: null };
		if (column.name === 'zip') return [{ ...odd, rule: 'zip_padded', when: `${sent(column)} <> zip` }];
		if (!column.money || !spelling.hasFineCents) return [];
		return [{ ...odd, rule: 'rounded_cents', when: `has_fine_cents(${plainNumber(spelling)})` }];
	});
}
