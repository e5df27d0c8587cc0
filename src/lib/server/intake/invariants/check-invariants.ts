import { checkPeople } from '$lib/server/people';
import { listSubmissions, type Warehouse } from '$lib/server/warehouse';
import { checkAgreements, checkPopulations } from './agreements';
import { checkLedger } from './ledger';
import { checkOriginals } from './originals';
import { checkRepeats, checkStaged, checkSums } from './rows';
import { checkStates } from './states';

/** Whether everything that must hold among ledger, database and kept files holds, and in sentences what does not. */
export async function checkInvariants(w: Warehouse): Promise<{ ok: boolean; problems: string[] }> {
	const records = await listSubmissions(w);
	const problems = [
		...(await checkLedger(w, records)),
		...(await checkStates(w, records)),
		...checkSums(records),
		...(await checkStaged(w, records)),
		...(await checkRepeats(w)),
		...(await checkPeople(w)),
		...(await checkOriginals(w, records)),
		...checkAgreements(w.home),
		...(await checkPopulations(w))
	];
	return { ok: problems.length === 0, problems };
}
