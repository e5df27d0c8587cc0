import { error, redirect } from '@sveltejs/kit';
import { firstDayOf, lastsUntil, OFFERING_STATUSES, type MatrixLine } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { readMatrix, type StandingLine } from '$lib/server/desk';
import { FAULT_WORDS } from '$lib/ui/words/frame';
import { isRefusal } from '../api/problem';
import { dayAsked } from '../day-asked';
import { askedOf } from './asked-of';
import { dayAfter, dayFromNumber } from './days';
import { namesIn, type MatrixNames } from './matrix-words';
import {
	isNarrowed,
	isOfAllPartners,
	linesInView,
	readView,
	SHOWN_POPULATIONS,
	type MatrixView
} from './read-view';
import type { PageServerLoad } from './$types';

/** The service matrix of a day, as a grid or a list. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { warehouse, settings, actor } = locals;
	moveToDay(url);
	const query = url.searchParams;
	const matrix = await readAsked(locals, url);
	const { state, day, today, lines } = matrix;
	const names = await namesIn(warehouse, matrix);
	const view = readView(query, names);
	const ends = awardEnds(lines);
	return {
		state,
		day,
		today,
		base: baseOf(query, today),
		isFresh: today === new Date().toISOString().slice(0, 10),
		isState: query.has('state'),
		isEmpty: lines.length === 0,
		view,
		isNarrowed: isNarrowed(view),
		cell: query.get('cell'),
		lines: sorted(linesInView(lines, view, { day, today }), view, names),
		everyLine: lines,
		isWhole: isOfAllPartners(view),
		names,
		populations: SHOWN_POPULATIONS.filter((one) => view.population === '' || one === view.population),
		span: spanOf(lines, [day, today]),
		ends,
		focus: ends.find(({ award }) => award === settings.focus_award) ?? null,
		mayAdd: mayUse(actor.role, '/matrix/new', 'POST') && actor.partners?.length !== 0,
		mayFile: mayUse(actor.role, '/submissions', 'POST') && actor.partners?.length !== 0
	};
};

/** As much of what is no day is repeated. */
const LONGEST = 60;

/** The slider tells a number of days; the address that is kept and sent on names the day. */
function moveToDay(url: URL): void {
	const moved = url.searchParams.get('days');
	if (moved === null) return;
	const query = new URLSearchParams(url.searchParams);
	query.delete('days');
	const day = dayFromNumber(Number(moved || NaN));
	if (day === null) error(400, FAULT_WORDS.notADay('days', moved.slice(0, LONGEST)));
	query.set('on', day);
	redirect(303, `/matrix?${query}`);
}

async function readAsked({ warehouse }: App.Locals, url: URL) {
	try {
		return await readMatrix(warehouse, { ...askedOf(url), now: new Date() });
	} catch (mistake) {
		if (isRefusal(mistake))
			error(mistake.code === 'unknown_state' ? 404 : 400, `${mistake.message} ${mistake.hint}`);
		throw mistake;
	}
}

/** The day that this one is compared with: today, or an earlier one that is named because today lies behind it. */
function baseOf(query: URLSearchParams, today: string): string {
	return dayAsked(query, 'against') || today;
}

/** The last day of each award that a line hangs on, the earliest first. */
function awardEnds(lines: MatrixLine[]): { award: string; name: string; last: string; after: string }[] {
	const ends = new Map(
		lines.flatMap(({ award_id, award }) => (award_id && award ? [[award_id, award] as const] : []))
	);
	return [...ends]
		.map(([award, { name, end_date }]) => ({ award, name, last: end_date, after: dayAfter(end_date) }))
		.sort((one, other) => (one.last < other.last ? -1 : 1));
}

/** The days that the slider goes over: from the first line's beginning to a quarter after the last end. */
function spanOf(lines: MatrixLine[], shown: string[]): { first: string; last: string } {
	const days = lines
		.flatMap((line) => [firstDayOf(line), lastsUntil(line) ?? firstDayOf(line)])
		.concat(shown);
	const ordered = days.sort();
	return { first: ordered[0] ?? '', last: dayAfter(ordered.at(-1) ?? '', 92) };
}

function sorted(lines: StandingLine[], { sort }: MatrixView, names: MatrixNames): StandingLine[] {
	const order = (list: { value: string }[], code: string) =>
		String(list.findIndex(({ value }) => value === code) + 1).padStart(4, '0');
	const keys: Record<MatrixView['sort'], (line: StandingLine) => string> = {
		service: ({ service }) => order(names.services, service),
		population: ({ population }) => order(names.populations, population),
		partner: ({ offering_partner }) => order(names.partners, offering_partner),
		status: ({ status }) => String(OFFERING_STATUSES.indexOf(status)),
		award: ({ award_id, award }) => award?.name ?? award_id ?? '~',
		until: ({ lasts_until }) => lasts_until ?? '9999',
		verified: ({ verified_date }) => verified_date ?? ''
	};
	const keyOf = (line: StandingLine) =>
		[keys[sort], keys.service, keys.partner, keys.population].map((key) => key(line)).join(' ') +
		line.offering_id;
	return [...lines].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
