import { labelOf } from '$lib/charts';
import { permalinkOf, questionOf, questionText, type Brief, type BriefTables } from '$lib/domain';
import { headlineAt, type Headline } from '../headline';
import { HEADLINE_PLACES, overviewHeadlines, type HeadlineId } from '../overview-headlines';
import { BRIEF_SAYS } from '../words/brief';

/** A headline number of a brief, and what the same question answers today where that differs. */
export interface BriefNumber extends Pick<
	Headline,
	'id' | 'label' | 'value' | 'isShown' | 'beneath' | 'change' | 'direction' | 'href'
> {
	today: { text: string; href: string } | null;
}

interface NumberSources {
	brief: Brief;
	now: BriefTables;
	then: BriefTables | null;
	today: BriefTables | null;
}

/** The five numbers of a brief, each with its change since the brief before (on the first, since the quarter before). */
export function briefNumbers({ brief, now, then, today }: NumberSources): BriefNumber[] {
	const award = brief.focus_award;
	const label = award === null || !now.balances ? award : labelOf(now.balances, 'award', award);
	const against = then && { tables: then, latest: then.latest };
	const isAlone = brief.previous !== null && then === null;
	const headlines = overviewHeadlines(now, {
		latest: now.latest,
		award: label,
		...(against && { against })
	});
	return headlines.map(({ id, label: name, value, isShown, beneath, change, direction, quarter }) => ({
		id,
		label: name,
		value,
		isShown,
		beneath,
		...(change === '' || isAlone
			? { change: isShown && then ? BRIEF_SAYS.notShown : BRIEF_SAYS.uncompared, direction: null }
			: { change, direction }),
		href: addressOf(now, id),
		today: today && quarter ? todayOf({ id, value, quarter }, now, today) : null
	}));
}

function isHeadlineId(id: string): id is HeadlineId {
	return Object.hasOwn(HEADLINE_PLACES, id);
}

/** The figure at its permanent address, of the state that the brief is pinned to. */
function addressOf(now: BriefTables, id: string): string {
	const table = isHeadlineId(id) ? now[id] : null;
	return table ? permalinkOf(table) : '/figures';
}

function todayOf(
	{ id, value, quarter }: { id: string; value: string; quarter: string },
	now: BriefTables,
	today: BriefTables
): BriefNumber['today'] {
	const [pinned, newer] = isHeadlineId(id) ? [now[id], today[id]] : [null, null];
	if (!pinned || !newer || !isHeadlineId(id)) return null;
	const reads = headlineAt(newer, HEADLINE_PLACES[id].along, quarter);
	if (reads === null || reads === value) return null;
	const href = `/figures?${questionText({ ...questionOf(pinned), state: undefined })}`;
	return { text: BRIEF_SAYS.today(reads), href };
}
