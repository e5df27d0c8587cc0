import { addQuarters, type BriefTables, type Goal, type Quarter, type SafeTable } from '$lib/domain';
import { headlineOf, type Headline, type HeadlineOptions } from './headline';
import { OVERVIEW_WORDS } from './words/overview';

/** A course is given eighteen months before its start cohort is told as completed or not (HPOG interim report). */
const MATURE_QUARTERS = 6;

/** The tables that the five numbers stand in; one that is missing leaves its number out. */
export type HeadlineTables = Pick<BriefTables, HeadlineId>;

/** The five numbers, in their order. */
export type HeadlineId = 'served' | 'covered' | 'completed' | 'employed' | 'money';

interface HeadlinesOptions {
	latest: Quarter;
	/** Name of the award whose end is marked; without one the last number is what all awards spent. */
	award: string | null;
	goals?: Goal[];
	/** What an earlier brief told, to compare with in place of the quarter before. */
	against?: { tables: HeadlineTables; latest: Quarter };
}

/** Along which quarters each number moves, and the page that tells more. */
export const HEADLINE_PLACES = {
	served: { along: 'quarter', href: '/figures?measure=people_served&by=quarter' },
	covered: { along: 'quarter', href: '/coverage' },
	completed: { along: 'start_quarter', href: '/retention' },
	employed: { along: 'quarter', href: '/figures?measure=employed_at_exit&by=quarter' },
	money: { along: 'quarter', href: '/funding' }
} as const satisfies Record<HeadlineId, Pick<HeadlineOptions, 'along' | 'href'>>;

const IDS = ['served', 'covered', 'completed', 'employed', 'money'] as const;

/** The five numbers of the overview and of a brief; one that cannot be told is left out. */
export function overviewHeadlines(tables: HeadlineTables, options: HeadlinesOptions): Headline[] {
	const { against, goals = [] } = options;
	return IDS.flatMap((id) => {
		const table = tables[id];
		if (!table) return [];
		return headlineOf(table, {
			...HEADLINE_PLACES[id],
			id,
			label: labelOf(id, options.award),
			goal: goals.find(({ measure }) => measure === table.measure)?.target ?? null,
			...until(id, options.latest),
			...(against && {
				against: { table: comparable(id, tables, against.tables), ...until(id, against.latest) }
			})
		});
	});
}

function labelOf(id: HeadlineId, award: string | null): string {
	const words = OVERVIEW_WORDS.numbers;
	if (id !== 'money') return words[id];
	return award === null ? words.spent : words.money(award);
}

function until(id: HeadlineId, latest: Quarter): { until?: Quarter } {
	return id === 'completed' ? { until: addQuarters(latest, -MATURE_QUARTERS) } : {};
}

/** What is left of one award is not compared with what was spent, nor with what is left of another. */
function comparable(id: HeadlineId, now: HeadlineTables, then: HeadlineTables): SafeTable | null {
	const [one, other] = [now[id], then[id]];
	const asked = (table: SafeTable | null) => JSON.stringify([table?.measure, table?.where, table?.calendar]);
	return asked(one) === asked(other) ? other : null;
}
