import type { Settings } from '$lib/domain';
import type { FigureOptions } from '$lib/server/figures';
import type { Headline } from '$lib/ui/headline';
import { overviewHeadlines } from '$lib/ui/overview-headlines';
import type { Reading } from '../read-state';

/** Asks for the five numbers of the overview; one that cannot be told is left out. */
export async function askHeadlines(
	{ askIfAny, served, latest }: Reading,
	{ goals }: Settings,
	focus: FigureOptions['focus']
): Promise<Headline[]> {
	const [covered, completed, employed, money] = await Promise.all([
		askIfAny({ measure: 'need_coverage', by: ['quarter'] }),
		askIfAny({ measure: 'completion_rate', by: ['start_quarter'] }),
		askIfAny({ measure: 'employed_at_exit', by: ['quarter'] }),
		askIfAny(
			focus
				? { measure: 'award_balance', by: ['quarter'], where: { award: focus.award } }
				: { measure: 'spend', by: ['quarter'] }
		)
	]);
	const award = focus ? (focus.label ?? focus.award) : null;
	return overviewHeadlines({ served, covered, completed, employed, money }, { latest, award, goals });
}
