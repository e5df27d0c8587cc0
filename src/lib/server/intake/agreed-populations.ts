import { agreements } from '$lib/server/agreements';
import { populationsIn, type AgreedPopulations, type Warehouse } from '$lib/server/warehouse';

/** Populations that the agreements of a home name today, by partner; of one that cannot be read, those of the latest state. */
export async function agreedPopulations(w: Warehouse): Promise<AgreedPopulations> {
	const before = await populationsIn(w, w.latest());
	return new Map(
		agreements(w.home).flatMap(({ partner, agreement }): [string, string[]][] => {
			const populations = agreement ? agreement.populations : before.get(partner);
			return populations ? [[partner, populations]] : [];
		})
	);
}
