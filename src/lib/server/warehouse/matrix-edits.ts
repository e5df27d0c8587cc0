import type { Transaction } from './write';

/** Why a line of the service matrix was changed on screen, and by whom. */
export interface MatrixEdit {
	offering_id: string;
	who: string;
	/** Time of the change, ISO. */
	at: string;
	/** The reason, in a sentence. */
	why: string;
}

/** Notes that a submission published in a state was made by a change on screen. */
export async function noteMatrixEdit(
	tx: Transaction,
	of: { state: number; submission_id: string },
	{ offering_id, who, at, why }: MatrixEdit
): Promise<void> {
	const values = [of.state, of.submission_id, offering_id, who, at, why];
	await tx.run('INSERT INTO main.matrix_edits VALUES ($1, $2, $3, $4, $5, $6)', values);
}

/** SQL of the edit that made a submission in a state, as a JSON object; null where it was filed as a file. */
export const EDIT_OF = `(SELECT json_object('offering_id', offering_id, 'who', e.who, 'at', e."at", 'why', why)::VARCHAR
	FROM main.matrix_edits AS e WHERE e.state = change.state AND e.submission_id = change.submission_id)`;
