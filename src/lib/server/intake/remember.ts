import type { DateOrder } from '$lib/catalog';
import type { Transaction, Warehouse } from '$lib/server/warehouse';
import type { MappedColumn } from './loaded-file';

/** An answer that holds for later files of the partner and dataset: given by a person, or proved by an earlier file. */
export interface RememberedAnswer {
	choice: string;
	how: 'asked' | 'seen';
}

export type Answers = Record<string, RememberedAnswer>;

/** Questions whose answer holds for one file only. */
const ONCE = /^(new_partner|dataset|period|nobody|cut_off)$/;

/** What is remembered of a partner's files of one dataset: answers, and how the last file's columns were matched. */
export async function recall(
	w: Warehouse,
	{ partner, dataset, period }: { partner: string; dataset: string; period: string }
): Promise<{ remembered: Answers; before: MappedColumn[] }> {
	const rows = await w.read<{ code: string; said: string | null }>(
		`SELECT code, answer::VARCHAR AS said FROM main.answers WHERE partner = $1 AND dataset = $2
		UNION ALL SELECT * FROM (
			SELECT $4 AS code, json_extract(details, '$.mapping')::VARCHAR AS said FROM main.submissions
			WHERE partner = $1 AND dataset = $2 AND period <= $3 AND rows_loaded > 0
			ORDER BY period DESC, received_at DESC LIMIT 1
		) AS last`,
		[partner, dataset, period, LAST_MAPPING]
	);
	const answers = rows.filter(({ code }) => code !== LAST_MAPPING);
	const last = rows.find(({ code }) => code === LAST_MAPPING)?.said;
	return {
		remembered: Object.fromEntries(
			answers.map(({ code, said }) => [code, JSON.parse(said ?? '{}') as RememberedAnswer])
		),
		before: last ? (JSON.parse(last) as MappedColumn[]) : []
	};
}

/** Stands for the mapping of the last file; no question has this code. */
const LAST_MAPPING = ' mapping';

/** Keeps the answers given now, and the date orders that this file proved, for later files. */
export async function keepAnswers(
	tx: Transaction,
	of: { partner: string; dataset: string; at: string },
	answers: { given: Record<string, string>; proven: Record<string, DateOrder> }
): Promise<void> {
	const asked = Object.entries(answers.given)
		.filter(([code]) => !ONCE.test(code))
		.map(([code, choice]) => [code, { choice, how: 'asked' }] as const);
	const seen = Object.entries(answers.proven).map(
		([column, order]) => [`seen_order.${column}`, { choice: order, how: 'seen' }] as const
	);
	for (const [code, answer] of [...asked, ...seen]) {
		await tx.run(
			`INSERT INTO main.answers VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (partner, dataset, code) DO UPDATE SET answer = excluded.answer, "at" = excluded."at"
			WHERE answers.answer::VARCHAR <> excluded.answer::VARCHAR`,
			[of.partner, of.dataset, code, JSON.stringify(answer), of.at]
		);
	}
}
