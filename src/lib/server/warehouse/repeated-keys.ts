import { datasets } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import type { Warehouse } from './open-warehouse';

/** How many keys of a dataset its partner filed in several files that were published, without their being noted as repeated. */
export async function countUnnotedRepeats(w: Warehouse, id: DatasetId): Promise<number> {
	const names = datasets().find((dataset) => dataset.id === id)?.primary_key ?? [];
	const key = ['partner', ...names.map((name) => `"${name}"`)].join(', ');
	const typed = ['partner', ...names.map((name) => `"${name}"::VARCHAR AS "${name}"`)].join(', ');
	const [row] = await w.read<{ n: number }>(
		`SELECT count(*)::INTEGER AS n FROM (
			SELECT ${typed} FROM staging.stg_${id}
			WHERE submission_id IN (SELECT submission_id FROM main.state_submissions)
			GROUP BY ${key} HAVING count(DISTINCT submission_id) > 1
		) AS filed ANTI JOIN staging.repeated_${id} USING (${key})`
	);
	return row?.n ?? 0;
}
