import { codeList } from '$lib/catalog';
import { quarterLabel, type Calendar, type Question } from '$lib/domain';
import { measures } from '$lib/server/measures';
import { RETENTION_WORDS } from '$lib/ui/words/retention';
import { choiceOf } from '../choice-of';
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
	/** What the address names as a group and is none of these, as after other groups were chosen. */
	stranger: string;
	/** The support whose page the reader came from, so that it is found again there; empty when there is none. */
	service: string;
	/** The same choice for the address of another page; empty when nothing is chosen. */
	query: string;
}

/** Reads the chosen breakdown, group and support; a breakdown or support that nobody knows is refused, a group is told of. */
export async function chosenGroup(
	url: URL,
	reading: Reading,
	{ measure, calendar }: { measure: string; calendar: Calendar }
): Promise<ChosenGroup> {
	const breakdowns = breakdownsOf(measure);
	const known = breakdownsOf('completion_rate');
	const columns = new Set([...breakdowns, ...known].map(({ value }) => value));
	const by = choiceOf(url.searchParams, 'by', { choices: [...columns], usual: '' });
	const groups = known.some(({ value }) => value === by) ? await groupsOf(by, reading, calendar) : [];
	const asked = url.searchParams.get('group') ?? '';
	const group = groups.some(({ value }) => value === asked) ? asked : '';
	const services = codeList('services').codes.map(({ code }) => code);
	const service = choiceOf(url.searchParams, 'service', { choices: services, usual: '' });
	const kept = { ...(by && { by }), ...(group && { group }), ...(service && { service }) };
	const query = new URLSearchParams(kept).toString();
	return {
		by,
		group,
		choices: { breakdowns, groups },
		highlight: group ? { column: by, value: group } : null,
		stranger: group ? '' : asked.slice(0, LONGEST),
		service,
		query: query ? `?${query}` : ''
	};
}

/** As much of a group that is none is repeated. */
const LONGEST = 60;

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
