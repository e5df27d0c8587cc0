import { labelOf } from '$lib/charts';
import {
	fromCalendar,
	quarterEnd,
	quarterLabel,
	quarterStart,
	writeShortDollars,
	type BriefTables,
	type Calendar,
	type Quarter
} from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, type BriefLine } from './line';

/** Awards whose last day lies in the latest quarter or in those up to `until`, the first to end first. */
export function endingLines(
	{ balances, latest, asOf }: BriefTables,
	{ until, calendar }: { until: Quarter; calendar: Calendar }
): BriefLine[] {
	if (!balances) return [plain(BRIEF_SAYS.unknown)];
	const first = quarterStart(fromCalendar(latest, calendar));
	const last = quarterEnd(fromCalendar(until, calendar));
	const rows = balances.rows
		.filter((row) => row.quarter === latest)
		.map((row) => ({ row, end: String(row.end_date ?? '') }))
		.filter(({ end }) => end >= first && end <= last)
		.sort((a, b) => (a.end < b.end ? -1 : 1));
	if (rows.length === 0) return [plain(BRIEF_SAYS.ending.none)];
	return rows.map(({ row, end }) => ({
		lead: labelOf(balances, 'award', row.award),
		text: BRIEF_SAYS.ending.ends(
			end,
			end <= asOf,
			writeShortDollars(row.value ?? 0),
			quarterLabel(latest, calendar)
		)
	}));
}
