import { checkPeople } from '$lib/server/people';
import { listSubmissions, type Warehouse } from '$lib/server/warehouse';
import { checkAgreements } from './agreements';
import { checkLedger } from './ledger';
import { checkOriginals, findStrays } from './originals';
import { checkRepeats, checkStaged, checkSums } from './rows';
import { checkStates } from './states';

/** What was found in a home: whether all that must hold holds, what does not, and what is merely left over. */
export interface Invariants {
	ok: boolean;
	problems: string[];
	/** Worth knowing, and nothing wrong: files that a killed load left, for instance. */
	notes: string[];
}

/** Whether everything that must hold among ledger, database and kept files holds, and in sentences what does not. */
export async function checkInvariants(w: Warehouse): Promise<Invariants> {
	const records = await listSubmissions(w);
	const agreements = checkAgreements(w.home);
	const problems = [
		...(await checkLedger(w, records)),
		...(await checkStates(w, records)),
		...checkSums(records),
		...(await checkStaged(w, records)),
		...(await checkRepeats(w)),
		...(await checkPeople(w)),
		...(await checkOriginals(w, records)),
		...agreements
	];
	return { ok: problems.length === 0, problems, notes: findStrays(w.home, records) };
}
