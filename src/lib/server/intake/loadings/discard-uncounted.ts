import { forgetIdentifiers } from '$lib/server/people';
import { listSubmissions, readSubmission, type Warehouse } from '$lib/server/warehouse';
import { cutOf, keptPath, removeKept } from '../door/kept-file';

/**
 * Removes a submission that never counted: its staged rows, what it told of people, its record, and the kept file
 * unless another submission has the same bytes. One that was ever published is history and stays.
 */
export async function discardUncounted(w: Warehouse, id: string): Promise<void> {
	const sent = await w.transaction(async (tx) => {
		const record = await readSubmission(tx, id);
		if (!record) return null;
		const [counted] = await tx.read('SELECT 1 FROM main.state_submissions WHERE submission_id = $1 LIMIT 1', [
			id
		]);
		if (counted) return null;
		if (record.dataset)
			await tx.run(`DELETE FROM staging.stg_${record.dataset} WHERE submission_id = $1`, [id]);
		await forgetIdentifiers(tx, id);
		await tx.run('DELETE FROM main.submissions WHERE submission_id = $1', [id]);
		return record;
	});
	if (sent === null) return;
	const path = keptPath(w.home, sent);
	const isShared = cutOf(path) === null;
	const others = await listSubmissions(w, { sha256: sent.sha256 });
	if (others.some(({ partner }) => isShared || partner === sent.partner)) return;
	await removeKept(path);
}
