import type { Check, Column } from '$lib/catalog';
import { addQuarters, quarterEnd, quarterLabel, type Quarter } from '$lib/domain';
import type { Transaction } from '$lib/server/warehouse';
import type { LocatedFinding } from '../read';
import type { FileWords } from './find-wrong-rows';
import { quoteName, quoteText } from './sql-text';
import { plainNumber, sent } from './typing';
import { finding, valueFinding } from './value-finding';

/** The submission whose staged rows are looked at. */
export interface StagedRows {
	submission_id: string;
	partner: string;
	period: Quarter;
}

interface Odd {
	rule: string;
	column: Column | null;
	/** SQL that is true for an odd row, over staged columns or over text and typed columns. */
	when: string;
	value: string;
	places: Record<string, string>;
	check: Check | null;
}

interface Counted {
	count: number;
	row: number | null;
	value: string | null;
}

/** Rows that are loaded and deserve a second look: declared warnings, strangers, late dates, values that were changed. */
export async function findOddRows(
	tx: Transaction,
	words: FileWords,
	staged: StagedRows
): Promise<LocatedFinding[]> {
	const { dataset } = words;
	const isHidden = (check: Check) =>
		dataset.columns.some(
			({ identifying, name }) => identifying && new RegExp(`\\b${name}\\b`).test(check.when)
		);
	const warnings = dataset.checks.filter(({ severity }) => severity === 'warning');
	const table = `(SELECT * FROM staging.stg_${dataset.id} WHERE submission_id = ${quoteText(staged.submission_id)})`;
	const onStaged = [
		...warnings.filter((check) => !isHidden(check)).map((check) => declared(check, words)),
		...late(words, staged),
		...strangers(words, staged)
	];
	const onText = [...warnings.filter(isHidden).map((check) => declared(check, words)), ...changed(words)];
	return [
		...(await count(tx, table, { odds: onStaged, words })),
		...(await count(tx, 'temp.arrived', { odds: onText, words }))
	];
}

async function count(
	tx: Transaction,
	table: string,
	{ odds, words }: { odds: Odd[]; words: FileWords }
): Promise<LocatedFinding[]> {
	if (odds.length === 0) return [];
	const asked = odds.map(({ when, value }, index) => {
		const only = `FILTER (${when})`;
		return `{count: (count(*) ${only})::INTEGER, "row": min(source_row) ${only}, value: arg_min(${value}, source_row) ${only}} AS odd_${index}`;
	});
	const [row] = await tx.read<Record<string, Counted>>(`SELECT ${asked.join(', ')} FROM ${table} AS looked`);
	return odds.flatMap((odd, index) => describe(odd, row?.[`odd_${index}`], words));
}

function describe(odd: Odd, counted: Counted | undefined, { headers }: FileWords): LocatedFinding[] {
	if (!counted || counted.count === 0) return [];
	const { column, places, check, rule } = odd;
	const header = column ? (headers.get(column.name) ?? null) : null;
	const sighting = { ...counted, column, header, places };
	return [check ? finding({ ...check, rule }, sighting) : valueFinding(rule, sighting)];
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

function strangers({ dataset }: FileWords, { partner }: StagedRows): Odd[] {
	const column = dataset.columns.find(({ name }) => name === 'participant_id');
	if (!column || dataset.id === 'participants') return [];
	const roster = `SELECT participant_id FROM staging.stg_participants WHERE partner = ${quoteText(partner)}`;
	const when = `participant_id NOT IN (${roster})`;
	return [{ rule: 'unknown_participant', column, when, value: 'participant_id', places: {}, check: null }];
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

/** Warns when there are fewer than four rows for five of the partner's last period. */
export async function compareWithLast(
	tx: Transaction,
	staged: StagedRows & { dataset: string },
	rows: number
): Promise<LocatedFinding[]> {
	const [before] = await tx.read<{ period: Quarter; rows: number }>(
		`SELECT period, rows_loaded AS rows FROM main.submissions
		WHERE partner = $1 AND dataset = $2 AND period < $3 AND period >= $4 AND rows_loaded > 0
		AND status IN ('published', 'checked', 'checked_with_warnings')
		ORDER BY period DESC, received_at DESC LIMIT 1`,
		[staged.partner, staged.dataset, staged.period, addQuarters(staged.period, -4)]
	);
	if (!before || rows >= before.rows * 0.8) return [];
	const places = { before: quarterLabel(before.period), rows: before.rows };
	return [valueFinding('fewer_rows', { value: String(rows), places })];
}
