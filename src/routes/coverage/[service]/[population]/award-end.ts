import {
	addQuarters,
	inCalendar,
	quarterLabel,
	quarterOf,
	writeDay,
	type Calendar,
	type SafeRow
} from '$lib/domain';
import type { FigureOptions } from '$lib/server/figures';
import { kindWords, type KindWords } from '$lib/ui/kind-words';
import type { Reading } from '../../../read-state';

/** The three kinds of coverage in one quarter. */
export interface KindsIn extends KindWords {
	quarter: string;
}

/** Coverage in the quarter in which an award ends, and in the one after. */
export interface AroundEnd {
	award: string;
	ends: string;
	quarters: KindsIn[];
}

/** What may be paid, what there is room for and what happened around the end of the marked award; nothing without one. */
export async function aroundEnd(
	{ askIfAny }: Reading,
	where: { service: string; population: string },
	{ focus, calendar }: { focus: FigureOptions['focus']; calendar: Calendar }
): Promise<AroundEnd | null> {
	if (!focus?.end_date) return null;
	const last = quarterOf(focus.end_date);
	const quarters = [last, addQuarters(last, 1)].map((quarter) => inCalendar(quarter, calendar));
	const tables = await Promise.all(
		quarters.map((quarter) => askIfAny({ measure: 'coverage_kinds', where: { ...where, quarter } }))
	);
	const rows = quarters.map((quarter, at) => ({
		quarter: quarterLabel(quarter, calendar),
		...kindWords(tables[at]?.rows[0] as SafeRow | undefined)
	}));
	return { award: focus.label ?? focus.award, ends: writeDay(focus.end_date), quarters: rows };
}
