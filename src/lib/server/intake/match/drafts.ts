import { Refusal, type Actor } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';

/** What stands in the matching form of a submission: field -> choice. */
export type MatchFields = Record<string, string>;

/** A form that was begun and not yet applied, who last changed it and when. */
export interface Draft {
	fields: MatchFields;
	at: string;
	who: string;
}

const FIELD =
	/^(by_line|header\.\d+|code\.[a-z0-9_]+\..+|(date_order|decimal_comma|strip_prefix)\.[a-z0-9_]+)$/su;
/** A form of a thousand codes of a thousand characters; nothing real is larger. */
const LARGEST = 1 << 20;

/** The fields of a form that belong to matching; others are passed over. */
export function matchFields(form: Iterable<[string, unknown]>): MatchFields {
	const fields = [...form].filter(([name, value]) => FIELD.test(name) && typeof value === 'string');
	return Object.fromEntries(fields) as MatchFields;
}

/** Keeps what stands in the form, so that a time-out costs nothing. */
export async function saveDraft(
	w: Warehouse,
	id: string,
	{ fields, actor, now }: { fields: MatchFields; actor: Actor; now: Date }
): Promise<void> {
	const text = JSON.stringify(fields);
	if (text.length > LARGEST)
		throw new Refusal(
			'too_many_answers',
			'These are too many answers to keep.',
			'Answer some, and check again.'
		);
	await w.transaction((tx) =>
		tx.run(
			`INSERT INTO main.answer_drafts VALUES ($1, $2, $3, $4)
			ON CONFLICT (submission_id) DO UPDATE SET fields = excluded.fields, "at" = excluded."at", who = excluded.who`,
			[id, text, now.toISOString(), actor.who]
		)
	);
}

/** What was kept of the form; null when nothing was. */
export async function readDraft(w: Warehouse, id: string): Promise<Draft | null> {
	const [row] = await w.read<{ said: string; at: string; who: string }>(
		'SELECT fields::VARCHAR AS said, "at", who FROM main.answer_drafts WHERE submission_id = $1',
		[id]
	);
	return row ? { fields: JSON.parse(row.said) as MatchFields, at: row.at, who: row.who } : null;
}

/** Forgets the form once it is applied. */
export async function dropDraft(w: Warehouse, id: string): Promise<void> {
	await w.transaction((tx) => tx.run('DELETE FROM main.answer_drafts WHERE submission_id = $1', [id]));
}
