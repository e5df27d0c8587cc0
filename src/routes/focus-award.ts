import type { SafeTable, Settings } from '$lib/domain';
import type { FigureOptions } from '$lib/server/figures';

/** The award whose end the pages mark, as a table of balances names it; nothing when none is set. */
export function focusOf(balances: SafeTable | null, { focus_award }: Settings): FigureOptions['focus'] {
	if (!focus_award) return null;
	const row = balances?.rows.find((candidate) => candidate.award === focus_award);
	const end = row?.end_date;
	return {
		award: focus_award,
		label: balances?.labels.award?.[focus_award] ?? focus_award,
		end_date: typeof end === 'string' ? end : null
	};
}
