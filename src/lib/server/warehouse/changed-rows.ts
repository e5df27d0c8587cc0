import { datasets, type Dataset } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import { stagingColumns } from './staging-tables';

/** Where a row stands in a file, and in which: two filings of the same rows differ in nothing else. */
const PLACE = ['submission_id', 'source_row'];

/** Datasets of which every row is about a participant. */
export function datasetsOfPeople(): DatasetId[] {
	return datasets()
		.map(({ id }) => id)
		.filter((id) => stagingColumns(id).some(({ name }) => name === 'participant_id'));
}

/**
 * Question: participants of whom the submissions in `temp.gone` and in `temp.come` say different things, and those
 * whose rows bear the same key as such a row, since one filing of a key takes the place of another. Within one file a
 * key stands once.
 */
export function participantsWhoDiffer(id: DatasetId): string {
	const { key, names, ofParticipant } = keyOf(id);
	const place = ['partner', 'period', ...names];
	const said = stagingColumns(id).flatMap(({ name }) =>
		[...PLACE, ...place.map(bare)].includes(name) ? [] : [`"${name}"`]
	);
	const filed = (submissions: string) =>
		`(SELECT ${[...place, ...said].join(', ')}, true AS is_filed FROM staging.stg_${id} SEMI JOIN temp.${submissions} USING (submission_id))`;
	const differs = ['is_filed', ...said].map((name) => `was.${name} IS DISTINCT FROM now.${name}`);
	const participant = (side: string) => (ofParticipant ? 'participant_id' : `${side}.participant_id`);
	return `WITH differing AS MATERIALIZED (
	SELECT ${key}, ${participant('was')} AS before, ${participant('now')} AS after
	FROM ${filed('gone')} AS was FULL JOIN ${filed('come')} AS now USING (${place.join(', ')})
	WHERE ${differs.join(' OR ')}
), again AS MATERIALIZED (
	SELECT DISTINCT ${key} FROM differing SEMI JOIN staging.repeated_${id} USING (${key})
)
SELECT partner, unnest([before, after]) AS participant_id FROM differing
${ofParticipant ? '' : `UNION ALL SELECT partner, participant_id FROM staging.stg_${id} SEMI JOIN again USING (${key})`}`;
}

/** Question: what the state counts of the staged rows about participants in the table `people`. */
export function stagedAmong(id: DatasetId, people: string): string {
	return `SELECT filed.rowid AS row_number, filed.* FROM staging.stg_${id} AS filed
SEMI JOIN ${people} USING (partner, participant_id)
SEMI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state')) USING (submission_id)
ANTI JOIN main.people_outside USING (partner, participant_id)`;
}

/** Question: what `staging.current_<dataset>` shows of the rows in the table `staged`, which `stagedAmong` made. */
export function currentAmong(id: DatasetId, staged: string): string {
	const { key } = keyOf(id);
	return `WITH doubted AS MATERIALIZED (
	SELECT DISTINCT ${key} FROM ${staged} SEMI JOIN staging.repeated_${id} USING (${key})
), latest AS (
	SELECT ${key}, arg_max(filed.rowid, (period, source_row)) AS latest
	FROM staging.stg_${id} AS filed
	SEMI JOIN doubted USING (${key})
	SEMI JOIN (SELECT submission_id FROM main.state_submissions WHERE state = getvariable('state')) USING (submission_id)
	GROUP BY ${key}
)
SELECT own.* FROM ${staged} AS own LEFT JOIN latest USING (${key})
WHERE latest IS NULL OR latest = row_number`;
}

function keyOf(id: DatasetId): { key: string; names: string[]; ofParticipant: boolean } {
	const { primary_key } = datasets().find((dataset) => dataset.id === id) as Dataset;
	const names = primary_key.map((name) => `"${name}"`);
	return {
		key: ['partner', ...names].join(', '),
		names,
		ofParticipant: primary_key.join() === 'participant_id'
	};
}

function bare(name: string): string {
	return name.replaceAll('"', '');
}
