import { quarterLabel, type Calendar, type Question } from '$lib/domain';
import { measures } from '$lib/server/measures';
import { RETENTION_WORDS } from '$lib/ui/words/retention';
import type { Reading } from '../read-state';

/** A choice of a list. */
export interface Choice {
	value: string;
	label: string;
}

/** What the address says: by which groups, and which of them stands out on every page. */
export interface ChosenGroup {
	by: string;
	group: string;
	choices: { breakdowns: Choice[]; groups: Choice[] };
	highlight: { column: string; value: string } | null;
	/** The support whose page the reader came from, so that it is found again there; empty when there is none. */
	service: string;
	/** The same choice for the address of another page; empty when nothing is chosen. */
	query: string;
}

/** Reads the chosen breakdown and group; one that the measure does not publish is no choice. */
export async function chosenGroup(
	url: URL,
	reading: Reading,
	{ measure, calendar }: { measure: string; calendar: Calendar }
): Promise<ChosenGroup> {
	const breakdowns = breakdownsOf(measure);
	const known = breakdownsOf('completion_rate');
	const wanted = url.searchParams.get('by') ?? '';
	const by = [...breakdowns, ...known].some(({ value }) => value === wanted) ? wanted : '';
	const groups = known.some(({ value }) => value === by) ? await groupsOf(by, reading, calendar) : [];
	const asked = url.searchParams.get('group') ?? '';
	const group = groups.some(({ value }) => value === asked) ? asked : '';
	const service = codeOf(url.searchParams.get('service') ?? '');
	const kept = { ...(by && { by }), ...(group && { group }), ...(service && { service }) };
	const query = new URLSearchParams(kept).toString();
	return {
		by,
		group,
		choices: { breakdowns, groups },
		highlight: group ? { column: by, value: group } : null,
		service,
		query: query ? `?${query}` : ''
	};
}

/** A code, or nothing where it cannot be one. */
function codeOf(text: string): string {
	return /^[a-z_]{1,40}$/.test(text) ? text : '';
}

/** The breakdowns in which a measure is published, in the order and words of the pages. */
function breakdownsOf(measure: string): Choice[] {
	const tables = measures().find(({ id }) => id === measure)?.tables ?? [];
	const columns = new Set(tables.flat());
	return Object.entries(RETENTION_WORDS.breakdowns)
		.filter(([column]) => columns.has(column))
		.map(([value, label]) => ({ value, label }));
}

async function groupsOf(by: string, { askIfAny }: Reading, calendar: Calendar): Promise<Choice[]> {
	const question: Question = { measure: 'completion_rate', by: [by] };
	const table = await askIfAny(question);
	const values = [...new Set((table?.rows ?? []).map((row) => String(row[by])))];
	return values.map((value) => ({
		value,
		label: by === 'start_quarter' ? quarterLabel(value, calendar) : (table?.labels[by]?.[value] ?? value)
	}));
}
