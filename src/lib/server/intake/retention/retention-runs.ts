import { listRemovals, type Warehouse } from '$lib/server/warehouse';

/** A run that removed something: when, by whom, and of how many submissions which kind of thing. */
export interface PastRun {
	at: string;
	who: string;
	rows: number;
	identifiers: number;
	originals: number;
}

/** Every run that removed something, the latest first. */
export async function retentionRuns(w: Warehouse): Promise<PastRun[]> {
	const runs = Map.groupBy(await listRemovals(w), ({ at, who }) => `${at} ${who}`);
	return [...runs.values()].reverse().map((removals) => {
		const of = (kind: string) => removals.filter((removal) => removal.kind === kind).length;
		return {
			at: removals[0]?.at ?? '',
			who: removals[0]?.who ?? '',
			rows: of('rows'),
			identifiers: of('identifiers'),
			originals: of('original')
		};
	});
}
