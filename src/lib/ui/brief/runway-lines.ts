import { labelOf, valuesOf } from '$lib/charts';
import type { BriefTables, SafeRow, SafeTable } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, type BriefLine } from './line';

const words = BRIEF_SAYS.runway;

/** From which quarter on the money reaches no further, the first one first, with the supports that it then lacks for. */
export function runwayLines({ runway }: Pick<BriefTables, 'runway'>): BriefLine[] {
	if (!runway) return [plain(BRIEF_SAYS.unknown)];
	const ending = runway.rows.filter((row) => row.status === 'shown' && typeof row.quarter === 'string');
	const lasting = runway.rows.filter((row) => row.status === 'not_yet_observable');
	const unpriced = runway.rows.filter((row) => row.status === 'no_data');
	const lines = valuesOf(runway, 'quarter', ending).map((quarter) => ({
		lead: words.from(labelOf(runway, 'quarter', quarter)),
		text: named(
			runway,
			ending.filter((row) => row.quarter === quarter)
		),
		href: '/funding#runway'
	}));
	return [
		...lines,
		...(lasting.length > 0 ? [{ lead: words.lasting, text: named(runway, lasting) }] : []),
		...(unpriced.length > 0 ? [{ lead: words.unpriced, text: named(runway, unpriced) }] : [])
	];
}

/** So many supports are named; the page has all. */
const NAMED = 8;

function named(table: SafeTable, rows: SafeRow[]): string {
	const names = rows.map((row, place) => {
		const label = labelOf(table, 'service', row.service);
		return place === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1);
	});
	const rest = names.length - NAMED;
	return rest > 1 ? words.more(names.slice(0, NAMED).join(', '), rest) : `${names.join(', ')}.`;
}
