import type { MatrixEdit, Warehouse } from '$lib/server/warehouse';
import { changedColumns, columnsAsText, type ColumnChange, type OfferingRow } from './offering-rows';

/** One version of a line: since which state, who made it, and what it changed. */
export interface LineVersion {
	state: number;
	at: string;
	who: string;
	submission_id: string;
	/** What the sender called the file. */
	file: string;
	/** The reason that was given where the change was made on screen; null where it came with a file. */
	why: string | null;
	/** Null where the line left the matrix: its file was withdrawn, or left it out. */
	row: OfferingRow | null;
	changes: ColumnChange[];
}

type StoredVersion = Omit<LineVersion, 'row' | 'changes' | 'why'> & {
	edit: string | null;
	row: string | null;
};

/** Every version of a line over the states up to one, the newest first; filing it again as it was makes none. */
export async function lineHistory(
	w: Warehouse,
	{ partner, offering_id }: { partner: string; offering_id: string },
	state: number
): Promise<LineVersion[]> {
	const stored = await w.read<StoredVersion>(VERSIONS, [partner, offering_id, state]);
	const versions: LineVersion[] = [];
	for (const one of stored) {
		const version = unpack(one, versions.at(-1)?.row ?? null);
		const isNews = version.row === null ? Boolean(versions.at(-1)?.row) : version.changes.length > 0;
		if (isNews) versions.push(version);
	}
	return versions.reverse();
}

function unpack({ edit, row: text, ...version }: StoredVersion, before: OfferingRow | null): LineVersion {
	const row = text === null ? null : (JSON.parse(text) as OfferingRow);
	const told = edit === null ? null : (JSON.parse(edit) as MatrixEdit);
	return {
		...version,
		...(told && { who: told.who, at: told.at }),
		why: told?.why ?? null,
		row,
		changes: row === null ? [] : changedColumns(before, row)
	};
}

/** For each state in which another submission says what the line is than in the one before: the line as it is then. */
const VERSIONS = `
WITH filed AS (
	SELECT submission_id, period, source_row, to_json(line)::VARCHAR AS row
	FROM (SELECT ${columnsAsText()}, submission_id, period, source_row, partner FROM staging.stg_offerings
		WHERE partner = $1 AND offering_id = $2) AS line
), shown AS (
	SELECT t.state, arg_max(f.submission_id, (f.period, f.source_row)) AS submission_id,
		arg_max(f.row, (f.period, f.source_row)) AS row
	FROM main.state_submissions AS t JOIN filed AS f USING (submission_id) WHERE t.state <= $3 GROUP BY t.state
), told AS (
	SELECT s.state, s."at", s.who, shown.submission_id, shown.row, lag(shown.submission_id) OVER (ORDER BY s.state) AS before
	FROM main.states AS s LEFT JOIN shown USING (state) WHERE s.state <= $3
)
SELECT told.state, told."at", told.who, coalesce(told.submission_id, '') AS submission_id,
	coalesce(sub.file, '') AS file, told.row,
	(SELECT json_object('offering_id', e.offering_id, 'who', e.who, 'at', e."at", 'why', e.why)::VARCHAR
		FROM main.matrix_edits AS e
		WHERE e.state = told.state AND e.submission_id = told.submission_id AND e.offering_id = $2) AS edit
FROM told LEFT JOIN main.submissions AS sub ON sub.submission_id = told.submission_id
WHERE told.submission_id IS DISTINCT FROM told.before
ORDER BY told.state`;
