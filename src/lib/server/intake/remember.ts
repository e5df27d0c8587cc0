import type { DateOrder } from '$lib/catalog';
import type { Transaction, Warehouse } from '$lib/server/warehouse';

/** An answer that holds for later files of the partner and dataset: given by a person, or proved by an earlier file. */
export interface RememberedAnswer {
	choice: string;
	how: 'asked' | 'seen';
}

export type Answers = Record<string, RememberedAnswer>;

/** Questions whose answer holds for one file only. */
const ONCE = /^(new_partner|dataset|period|nobody|cut_off)$/;

/** What was answered for this partner and dataset before. */
export async function readAnswers(w: Warehouse, partner: string, dataset: string): Promise<Answers> {
	const rows = await w.read<{ code: string; answer: string }>(
		'SELECT code, answer::VARCHAR AS answer FROM main.answers WHERE partner = $1 AND dataset = $2',
		[partner, dataset]
	);
	return Object.fromEntries(rows.map(({ code, answer }) => [code, JSON.parse(answer) as RememberedAnswer]));
}

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
