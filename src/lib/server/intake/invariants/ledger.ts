import {
	compareLedger,
	ledgerLines,
	unwrittenChanges,
	type LedgerLine,
	type SubmissionRecord,
	type Warehouse
} from '$lib/server/warehouse';

/** What of a submission never changes, so that ledger and database must say the same. */
const FIXED = ['partner', 'dataset', 'period', 'sha256'] as const;

/** Ledger and database tell the same history. */
export async function checkLedger(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const known = new Map(records.map((record) => [record.submission_id, record]));
	return [
		...(await compareLedger(w)).map(lostText),
		...(await unwrittenChanges(w)).map(
			({ submission_id, did, state }) =>
				`${submission_id} was ${did} in state ${state}, says the database, and the ledger does not know.`
		),
		...ledgerLines(w.home).flatMap((line) => contradictions(line, known.get(line.submission_id)))
	];
}

function lostText({ submission_id, state, did }: LedgerLine): string {
	return did === 'published'
		? `${submission_id} was published in state ${state}, says the ledger, and is not there any more.`
		: `${submission_id} was ${did} in state ${state}, says the ledger, and the database does not know.`;
}

function contradictions(line: LedgerLine, record: SubmissionRecord | undefined): string[] {
	const differing = record ? FIXED.filter((name) => line[name] !== record[name]) : [];
	return differing.map(
		(name) =>
			`${line.submission_id} has the ${name} ${line[name]} in the ledger and ${record?.[name]} in the database.`
	);
}
