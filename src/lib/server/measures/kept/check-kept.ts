import type { Warehouse } from '$lib/server/warehouse';
import { FAMILIES } from '../families';

/** Every kept table is of a state that exists and can be read, so that what was cited can be shown. */
export async function checkKept(w: Warehouse): Promise<string[]> {
	const strange = await w.read<{ state: number; family: string }>(
		`SELECT DISTINCT state, family FROM main.kept_families ANTI JOIN main.states USING (state)
		WHERE state > 0 ORDER BY ALL`
	);
	const empty = await w.read<{ state: number; family: string }>(
		`SELECT state, family FROM main.kept_families
		WHERE list_contains($1::VARCHAR[], family) AND json_type(content, '$.combinations') IS DISTINCT FROM 'OBJECT'
		ORDER BY ALL`,
		[FAMILIES.map(({ id }) => id)]
	);
	return [
		...strange.map(
			({ family, state }) => `Tables "${family}" are kept of state ${state}, and there is no such state.`
		),
		...empty.map(({ family, state }) => `The kept tables "${family}" of state ${state} cannot be read.`)
	];
}
