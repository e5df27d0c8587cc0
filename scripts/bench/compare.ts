import type { SafeTable } from '$lib/domain';
import type { OpenHome } from '$lib/server/desk';
import { answer } from '$lib/server/measures';
import { QUESTIONS, type RawQuestion } from './raw-questions';

/** A row of a hand-written question. */
export type RawRow = Record<string, string | number | null>;

/** Compares every cell that our side shows with the hand-written SQL's; throws at the first that differs. Small sizes withhold some tables whole. */
export async function compareAll(ours: OpenHome, raw: OpenHome): Promise<{ cells: number }> {
	let cells = 0;
	for (const question of QUESTIONS) {
		const { measure, by, sql } = question;
		const table = await answer(ours.warehouse, { measure, by }, ours.settings);
		cells += compare(question, table, await raw.warehouse.read<RawRow>(sql));
	}
	if (cells === 0) throw new Error('Nothing was shown, so nothing could be compared.');
	return { cells };
}

/** How many cells are shown and equal to those that were counted by hand; throws at the first that differs. */
export function compare(
	question: Pick<RawQuestion, 'measure' | 'by'>,
	table: Pick<SafeTable, 'rows'>,
	rows: RawRow[]
): number {
	const counted = new Map(rows.map((row) => [placeOf(question.by, row), row]));
	const shown = table.rows.filter((row) => row.status === 'shown');
	for (const row of shown) {
		const place = placeOf(question.by, row);
		const raw = counted.get(place) ?? { numerator: 0, denominator: row.denominator === null ? null : 0 };
		if (row.numerator === raw.numerator && (row.denominator ?? null) === (raw.denominator ?? null)) continue;
		throw new Error(
			`${question.measure} at ${place}: ours ${row.numerator} of ${row.denominator}, hand-written ${raw.numerator} of ${raw.denominator}`
		);
	}
	return shown.length;
}

function placeOf(by: string[], row: Record<string, unknown>): string {
	return by.map((name) => String(row[name])).join(' ');
}
