import type { SafeTable } from '$lib/domain';
import type { OpenHome } from '$lib/server/desk';
import { figureOf, type Figure, type FigureOptions } from '$lib/server/figures';
import { answer } from '$lib/server/measures';
import { explain } from './explain-error';

/** The figure of a table as the pages of this home show it: with the partnership's name and its focus award. */
export async function figureIn(home: OpenHome, table: SafeTable): Promise<Figure> {
	return figureOf(table, { partnership: home.settings.name, focus: await focusAt(home, table.state) });
}

async function focusAt({ warehouse, settings }: OpenHome, state: number): Promise<FigureOptions['focus']> {
	const award = settings.focus_award;
	if (!award) return null;
	const question = { measure: 'award_balance', by: ['quarter', 'award'], state };
	const balances = await answer(warehouse, question, settings).catch(nothingIfRefused);
	const end = balances?.rows.find((row) => row.award === award)?.end_date;
	const label = balances?.labels.award?.[award] ?? award;
	return { award, label, end_date: typeof end === 'string' ? end : null };
}

function nothingIfRefused(error: unknown): null {
	if (explain(error)) return null;
	throw error;
}
