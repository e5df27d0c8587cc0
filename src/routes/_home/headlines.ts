import { addQuarters, type SafeTable, type Settings } from '$lib/domain';
import type { FigureOptions } from '$lib/server/figures';
import { headlineOf, type Headline } from '$lib/ui/headline';
import { OVERVIEW_WORDS } from '$lib/ui/words/overview';
import type { Reading } from '../read-state';

/** A course is given eighteen months before its start cohort is told as completed or not (HPOG interim report). */
const MATURE_QUARTERS = 6;

const WORDS = OVERVIEW_WORDS.numbers;

/** The five numbers of the overview; one that cannot be told is left out. */
export async function overviewHeadlines(
	reading: Reading,
	settings: Settings,
	focus: FigureOptions['focus']
): Promise<Headline[]> {
	const [covered, completed, employed] = await Promise.all([
		reading.askIfAny({ measure: 'need_coverage', by: ['quarter'] }),
		reading.askIfAny({ measure: 'completion_rate', by: ['start_quarter'] }),
		reading.askIfAny({ measure: 'employed_at_exit', by: ['quarter'] })
	]);
	const goalOf = (measure: string) => settings.goals.find((goal) => goal.measure === measure)?.target ?? null;
	const number = (id: 'served' | 'covered' | 'completed' | 'employed', table: SafeTable | null) =>
		table
			? [
					headlineOf(table, {
						...PLACES[id],
						id,
						label: WORDS[id],
						goal: goalOf(table.measure),
						...until(id, reading)
					})
				]
			: [];
	return [
		...number('served', reading.served),
		...number('covered', covered),
		...number('completed', completed),
		...number('employed', employed),
		...(await moneyHeadline(reading, focus, goalOf))
	];
}

const PLACES = {
	served: { along: 'quarter', href: '/figures?measure=people_served&by=quarter' },
	covered: { along: 'quarter', href: '/coverage' },
	completed: { along: 'start_quarter', href: '/retention' },
	employed: { along: 'quarter', href: '/figures?measure=employed_at_exit&by=quarter' }
} as const;

function until(id: string, reading: Reading): { until?: string } {
	return id === 'completed' ? { until: addQuarters(reading.latest, -MATURE_QUARTERS) } : {};
}

/** What is left of the focus award; what all awards spent, where none is set. */
async function moneyHeadline(
	reading: Reading,
	focus: FigureOptions['focus'],
	goalOf: (measure: string) => number | null
): Promise<Headline[]> {
	const question = focus
		? { measure: 'award_balance', by: ['quarter'], where: { award: focus.award } }
		: { measure: 'spend', by: ['quarter'] };
	const table = await reading.askIfAny(question);
	if (!table) return [];
	const label = focus ? WORDS.money(focus.label ?? focus.award) : WORDS.spent;
	return [
		headlineOf(table, { id: 'money', label, along: 'quarter', href: '/funding', goal: goalOf(table.measure) })
	];
}
