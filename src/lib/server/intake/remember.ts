import type { DateOrder } from '$lib/catalog';
import type { DatasetId, Quarter } from '$lib/domain';
import type { Transaction, Warehouse } from '$lib/server/warehouse';
import type { MappedColumn } from './loaded-file';

/** An answer that holds for later files of the partner and dataset: given by a person, or proved by an earlier file. */
export interface RememberedAnswer {
	choice: string;
	how: 'asked' | 'seen';
	/** What was chosen before, the newest first: of a partner that sends two layouts, one is always the older. */
	earlier?: string[];
}

export type Answers = Record<string, RememberedAnswer>;

/** Questions whose answer holds for one file only. */
const ONCE = /^(new_partner|dataset|period|nobody|cut_off)$/;

/** Whether the answer to a question holds for later files too. */
export function holdsForLater(code: string): boolean {
	return !ONCE.test(code);
}

/** What is remembered of a partner's files of one dataset: answers, and how the last file's columns were matched. */
export async function recall(
	w: Warehouse,
	{ partner, dataset, period }: { partner: string; dataset: string; period: string }
): Promise<{ remembered: Answers; before: MappedColumn[] }> {
	const rows = await w.read<{ code: string; said: string | null; earlier: string[] | null }>(
		`SELECT code, answer::VARCHAR AS said, (
			SELECT list(json_extract_string(old.answer, '$.choice') ORDER BY old."at" DESC, old.rowid DESC)
			FROM main.answer_versions AS old
			WHERE old.partner = $1 AND old.dataset = $2 AND old.code = answers.code AND starts_with(old.code, 'column.')
		) AS earlier FROM main.answers WHERE partner = $1 AND dataset = $2
		UNION ALL SELECT *, NULL FROM (
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
			answers.map(({ code, said, earlier }) => [
				code,
				{ ...(JSON.parse(said ?? '{}') as RememberedAnswer), ...(earlier && { earlier }) }
			])
		),
		before: last ? (JSON.parse(last) as MappedColumn[]) : []
	};
}

/** Stands for the mapping of the last file; no question has this code. */
const LAST_MAPPING = ' mapping';

/** Keeps the answers given now, and the date orders that this file proved, for later files; what they replace stays on record. */
export async function keepAnswers(
	tx: Transaction,
	of: { partner: string; dataset: string; at: string; who: string },
	answers: { given: Record<string, string>; proven: Record<string, DateOrder> }
): Promise<void> {
	const asked = Object.entries(answers.given)
		.filter(([code]) => holdsForLater(code))
		.map(([code, choice]) => [code, { choice, how: 'asked' }] as const);
	const seen = Object.entries(answers.proven).map(
		([column, order]) => [`seen_order.${column}`, { choice: order, how: 'seen' }] as const
	);
	if (asked.length + seen.length === 0) return;
	const known = await rememberedNow(tx, of);
	for (const [code, answer] of [...asked, ...seen]) {
		const text = JSON.stringify(answer);
		if (known.get(code) === text) continue;
		const values = [of.partner, of.dataset, code, text, of.at];
		await tx.run('INSERT INTO main.answer_versions VALUES ($1, $2, $3, $4, $5, $6)', [...values, of.who]);
		await tx.run(
			`INSERT INTO main.answers VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (partner, dataset, code) DO UPDATE SET answer = excluded.answer, "at" = excluded."at"`,
			values
		);
	}
}

async function rememberedNow(
	tx: Transaction,
	{ partner, dataset }: { partner: string; dataset: string }
): Promise<Map<string, string>> {
	const rows = await tx.read<{ code: string; said: string }>(
		'SELECT code, answer::VARCHAR AS said FROM main.answers WHERE partner = $1 AND dataset = $2',
		[partner, dataset]
	);
	return new Map(rows.map(({ code, said }) => [code, said]));
}

/** One version of a remembered answer: what was chosen, when and by whom; `who` is empty where nobody noted it. */
export interface AnswerVersion extends RememberedAnswer {
	code: string;
	at: string;
	who: string;
}

/** Every answer ever given about a partner's files of one dataset, the newest of each code first. */
export async function answerVersions(
	w: Warehouse,
	{ partner, dataset }: { partner: string; dataset: string }
): Promise<AnswerVersion[]> {
	const rows = await w.read<{ code: string; said: string; at: string; who: string }>(
		`SELECT code, answer::VARCHAR AS said, "at", who FROM main.answer_versions
		WHERE partner = $1 AND dataset = $2 ORDER BY code, "at" DESC, rowid DESC`,
		[partner, dataset]
	);
	return rows.map(({ code, said, at, who }) => ({
		code,
		at,
		who,
		...(JSON.parse(said) as RememberedAnswer)
	}));
}

/** The headers of one of a partner's earlier files. */
export interface EarlierHeaders {
	dataset: DatasetId;
	period: Quarter;
	headers: string[];
}

/** So many different sets of headers of a partner are known again. */
const KNOWN_LAYOUTS = 40;

/** The headers of a partner's earlier files, the newest first, by which the next one is known again: of all that were matched with a dataset. */
export async function earlierHeaders(w: Warehouse, partner: string): Promise<EarlierHeaders[]> {
	const rows = await w.read<Omit<EarlierHeaders, 'headers'> & { said: string }>(
		`WITH matched AS (
			SELECT dataset, period, received_at, json_extract(details, '$.mapping')::VARCHAR AS said,
				json_extract_string(details, '$.mapping[*].header') AS headers
			FROM main.submissions
			WHERE partner = $1 AND dataset <> '' AND period <> '' AND (rows_loaded > 0 OR status = 'needs_answer')
		)
		SELECT dataset, arg_max(period, (period, received_at)) AS period, arg_max(said, (period, received_at)) AS said
		FROM matched GROUP BY dataset, headers ORDER BY max((period, received_at)) DESC LIMIT ${KNOWN_LAYOUTS}`,
		[partner]
	);
	return rows.map(({ dataset, period, said }) => ({
		dataset,
		period,
		headers: (JSON.parse(said) as MappedColumn[]).map(({ header }) => header)
	}));
}
