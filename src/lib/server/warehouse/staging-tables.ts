import { datasets, type Column, type Dataset } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';

/** A column of a staging table: its name and its type in the warehouse. */
export interface StagingColumn {
	name: string;
	type: string;
}

/** Columns that every staged row carries beside those of its dataset. */
const ORIGIN: StagingColumn[] = [
	{ name: 'submission_id', type: 'VARCHAR' },
	{ name: 'partner', type: 'VARCHAR' },
	{ name: 'period', type: 'VARCHAR' },
	{ name: 'source_row', type: 'INTEGER' }
];

/** All columns of `staging.stg_<dataset>` in order: the dataset's that identify nobody, then where the row comes from. */
export function stagingColumns(id: DatasetId): StagingColumn[] {
	const declared = datasets().find((dataset) => dataset.id === id)?.columns ?? [];
	const open = declared.filter((column) => !column.identifying);
	return [...open.map(({ name, ...rest }) => ({ name, type: warehouseType(rest) })), ...ORIGIN];
}

function warehouseType(column: Pick<Column, 'type' | 'money'>): string {
	if (column.type === 'number') return column.money ? 'DECIMAL(18,2)' : 'DOUBLE';
	const types = {
		string: 'VARCHAR',
		integer: 'INTEGER',
		boolean: 'BOOLEAN',
		date: 'DATE',
		list: 'VARCHAR[]'
	};
	return types[column.type];
}

/** Statements that make the staging tables of a new home, one row per row of a file. */
export function createStaging(): string[] {
	return ['CREATE SCHEMA IF NOT EXISTS staging', ...datasets().flatMap(createTables)];
}

function createTables(dataset: Dataset): string[] {
	const columns = stagingColumns(dataset.id).map(({ name, type }) => {
		const stored = type === 'VARCHAR' ? storageOf(name, dataset) : '';
		return `"${name}" ${type}${stored}`;
	});
	const keys = dataset.primary_key.map((name) => `"${name}" VARCHAR`);
	return [
		`CREATE TABLE IF NOT EXISTS staging.stg_${dataset.id} (${columns.join(', ')})`,
		`CREATE TABLE IF NOT EXISTS staging.repeated_${dataset.id} (partner VARCHAR, ${keys.join(', ')})`
	];
}

/** What a text column is best stored as, where that is known: trying every way out takes longer than reading the file. */
function storageOf(name: string, { columns, primary_key }: Dataset): string {
	const isCoded = columns.some((column) => column.name === name && column.codes !== null);
	if (isCoded || ORIGIN.some((column) => column.name === name)) return " USING COMPRESSION 'dictionary'";
	return primary_key.includes(name) || name === 'participant_id' ? " USING COMPRESSION 'fsst'" : '';
}

/** Statements that add what a newer catalog declares to the staging tables of an older home. */
export function extendStaging(existing: { table_name: string; column_name: string }[]): string[] {
	const known = new Set(existing.map((column) => `${column.table_name}.${column.column_name}`));
	return datasets().flatMap(({ id }) =>
		stagingColumns(id)
			.filter(({ name }) => !known.has(`stg_${id}.${name}`))
			.map(({ name, type }) => `ALTER TABLE staging.stg_${id} ADD COLUMN "${name}" ${type}`)
	);
}

/**
 * Statements that make the views of what is live in `getvariable('state')`, the newest period's row of each key, of people
 * whom their partner's agreement includes:
 * `staging.current_<dataset>`, and `staging.live_<dataset>` with the key of the person.
 */
export function createLiveViews(): string[] {
	return datasets().flatMap((dataset) => [currentView(dataset), liveView(dataset)]);
}

function liveView({ id }: Dataset): string {
	const people = stagingColumns(id).some(({ name }) => name === 'participant_id');
	return `CREATE OR REPLACE VIEW staging.live_${id} AS SELECT current.*${people ? ', keys.person_key' : ''}
FROM staging.current_${id} AS current
${people ? 'LEFT JOIN main.participant_keys AS keys USING (partner, participant_id)' : ''}`;
}

/**
 * Most keys are filed once, so the search for later rows looks only at keys that were noted as repeated, and hands back
 * the few rows to leave out. Common tables are not materialized: that would write every column of every row. What is
 * published is joined, since of that the database knows how many rows are left: it takes a subquery for a fifth of them,
 * and would look up every row's participant the wrong way round.
 */
function currentView(dataset: Dataset): string {
	const names = dataset.primary_key.map((name) => `filed."${name}"`);
	const key = ['partner', ...dataset.primary_key.map((name) => `"${name}"`)].join(', ');
	const columns = stagingColumns(dataset.id).map(({ name }) => `filed."${name}"`);
	const ofPeople = stagingColumns(dataset.id).some(({ name }) => name === 'participant_id');
	return `CREATE OR REPLACE VIEW staging.current_${dataset.id} AS
WITH published AS NOT MATERIALIZED (
	SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state')
), repeated AS NOT MATERIALIZED (
	SELECT filed.rowid AS row_number, filed.partner, ${names.join(', ')}, filed.period, filed.source_row
	FROM staging.stg_${dataset.id} AS filed SEMI JOIN staging.repeated_${dataset.id} USING (${key})
	WHERE submission_id IN (SELECT submission_id FROM published)
), replaced AS NOT MATERIALIZED (
	SELECT row_number FROM repeated
	ANTI JOIN (
		SELECT arg_max(row_number, (period, source_row)) AS row_number FROM repeated GROUP BY ${key}
	) AS latest USING (row_number)
)
SELECT ${columns.join(', ')}
FROM staging.stg_${dataset.id} AS filed
JOIN published USING (submission_id)
ANTI JOIN replaced ON replaced.row_number = filed.rowid${ofPeople ? OUTSIDERS_OUT : ''}`;
}

/** What leaves out people whom their partner's agreement does not include. */
const OUTSIDERS_OUT = '\nANTI JOIN main.people_outside USING (partner, participant_id)';

/** The columns by which `staging.repeated_<dataset>` names a row, as SQL. */
export function repeatedKeys(id: DatasetId): string {
	const keys = datasets().find((dataset) => dataset.id === id)?.primary_key ?? [];
	return ['partner', ...keys.map((name) => `"${name}"::VARCHAR`)].join(', ');
}

/**
 * Statement that notes which keys of the submission `$1` its partner `$2` filed before in another submission; within
 * one file a key stands once, which is checked before it is staged.
 */
export function noteRepeats(id: DatasetId): string {
	const dataset = datasets().find((candidate) => candidate.id === id);
	if (!dataset) throw new Error(`There is no dataset ${id}.`);
	const names = dataset.primary_key.map((name) => `"${name}"`);
	const key = ['partner', ...names].join(', ');
	return `INSERT INTO staging.repeated_${id} BY NAME
SELECT partner, ${names.map((name) => `${name}::VARCHAR AS ${name}`).join(', ')}
FROM staging.stg_${id} AS filed
SEMI JOIN (SELECT ${key} FROM staging.stg_${id} WHERE partner = $2 AND submission_id <> $1) AS earlier USING (${key})
ANTI JOIN staging.repeated_${id} USING (${key})
WHERE partner = $2 AND submission_id = $1`;
}
