import {
	SERVICE_GROUPS,
	type Plan,
	type PlanBaseline,
	type PlanCapacity,
	type PlanCost,
	type PlanOffering,
	type ServiceGroup
} from '$lib/domain';
import { checkSense } from './check-sense';
import { readQuarter, type Known } from './known';
import { isFields, Line, lineOf, Page, shown } from './page';
import { readFunder } from './read-funder';
import { readNeeds } from './read-needs';
import { inOrder } from './in-order';

/** What a document says: the plan, its rows in one order whatever order they came in, or everything wrong with it. */
export type PlanRead = { plan: Plan; notes: string[] } | { problems: string[] };

/** More than a plan of ours ever has; a larger one is somebody's mistake. */
const MOST_QUARTERS = 80;
const MOST_ROWS = 400_000;

/** Reads a plan document. Every problem is named at once, with its line; what is left out is noted. */
export function readPlan(document: unknown): PlanRead {
	const page = new Page();
	if (!isFields(document)) return { problems: [`A plan is one JSON object; this is ${shown(document)}.`] };
	const head = new Line(page, 'plan', document);
	const plan = readAll(page, head);
	if (page.problems.length === 0) checkSense(plan, page);
	return page.problems.length > 0 ? { problems: page.problems } : { plan: inOrder(plan), notes: page.notes };
}

function readAll(page: Page, head: Line): Plan {
	const id = head.text('id');
	const quarters = head.number('quarters', { least: 1, most: MOST_QUARTERS, whole: true });
	const populations = rows(page, head, 'populations', (line) => ({ id: line.text('id') })) ?? [];
	const services = rows(page, head, 'services', readService) ?? [];
	const partners = rows(page, head, 'partners', readPartner) ?? [];
	const known: Known = {
		populations: idsOf(page, 'populations', populations),
		services: idsOf(page, 'services', services),
		partners: idsOf(page, 'partners', partners),
		quarters
	};
	const readFunders = (line: Line) => readFunder(line, known);
	const funders = rows(page, head, 'funders', readFunders) ?? [];
	const awards = idsOf(page, 'funders', funders);
	const plan: Plan = {
		id,
		quarters,
		populations,
		services,
		partners,
		unit_cost: rows(page, head, 'unit_cost', (line) => readCost(line, known)) ?? [],
		capacity: rows(page, head, 'capacity', (line) => readCapacity(line, known)) ?? [],
		need: readNeeds(page, rows(page, head, 'need', (line) => ({ line, ...readPlace(line, known) })) ?? []),
		funders,
		floors: readFloors(head),
		contracts: readContracts(head),
		offerings: rows(page, head, 'offerings', (line) => readOffering(line, known, awards), true),
		baseline: rows(page, head, 'baseline', (line) => readPlace(line, known), true)
	};
	head.close();
	return plan;
}

/** Reads each row of a list; `need` rows close themselves, the others are closed here. */
function rows<Row>(
	page: Page,
	head: Line,
	name: string,
	read: (line: Line) => Row,
	mayMiss = false
): Row[] | null {
	const list = head.raw(name);
	if (list === undefined && mayMiss) return null;
	if (!Array.isArray(list) || list.length > MOST_ROWS) {
		const seen = Array.isArray(list)
			? `has more than ${MOST_ROWS} rows`
			: list === undefined
				? 'is missing'
				: `is ${shown(list)}`;
		page.wrong(name, `the list ${seen}.`);
		return null;
	}
	return list.flatMap((value: unknown, index) => {
		const place = lineOf(name, index);
		if (!isFields(value)) page.wrong(place, `this is ${shown(value)}; write an object.`);
		if (!isFields(value)) return [];
		const line = new Line(page, place, value);
		const row = read(line);
		if (name !== 'need') line.close();
		return [row];
	});
}

function idsOf(page: Page, list: string, all: { id: string }[]): Set<string> {
	const first = new Map<string, number>();
	all.forEach(({ id }, index) => {
		const before = first.get(id);
		if (before !== undefined && id !== '')
			page.wrong(lineOf(list, index), `${id} stands in line ${before + 1} already.`);
		else first.set(id, index);
	});
	return new Set(first.keys());
}

function readService(line: Line): Plan['services'][number] {
	const group = line.text('group');
	if (group !== '' && !isGroup(group))
		line.wrong(`group is ${shown(group)}; write one of ${SERVICE_GROUPS.join(', ')}.`);
	return { id: line.text('id'), group: isGroup(group) ? group : 'support' };
}

function isGroup(text: string): text is ServiceGroup {
	return SERVICE_GROUPS.some((group) => group === text);
}

function readPartner(line: Line): Plan['partners'][number] {
	return { id: line.text('id'), indirect_rate: line.optional('indirect_rate', { most: 10 }) ?? 0 };
}

function readCost(line: Line, known: Known): PlanCost {
	return {
		partner: line.known('partner', 'partners', known.partners),
		service: line.known('service', 'services', known.services),
		cost: line.number('cost')
	};
}

function readCapacity(line: Line, known: Known): PlanCapacity {
	const units = line.optional('units');
	return {
		partner: line.known('partner', 'partners', known.partners),
		service: line.known('service', 'services', known.services),
		quarter: readQuarter(line, 'quarter', known),
		units
	};
}

function readPlace(line: Line, known: Known): PlanBaseline {
	return {
		population: line.known('population', 'populations', known.populations),
		service: line.known('service', 'services', known.services),
		quarter: readQuarter(line, 'quarter', known),
		units: line.number('units')
	};
}

function readOffering(line: Line, known: Known, awards: ReadonlySet<string>): PlanOffering {
	const population = line.text('population');
	if (population !== '' && population !== 'any' && !known.populations.has(population))
		line.wrong(`population ${population} is not in populations, and is not any.`);
	const hasStart = line.raw('from') !== undefined;
	const hasEnd = line.raw('to') !== undefined;
	const offering = {
		funder: line.known('funder', 'funders', awards),
		partner: line.known('partner', 'partners', known.partners),
		service: line.known('service', 'services', known.services),
		population,
		from: hasStart ? readQuarter(line, 'from', known) : 0,
		to: hasEnd ? readQuarter(line, 'to', known) : known.quarters - 1,
		cap: line.optional('cap')
	};
	if (offering.from > offering.to) line.wrong('it ends before it begins.');
	return offering;
}

function readFloors(head: Line): Plan['floors'] {
	const line = head.within('floors');
	if (!line) return null;
	const floors = { min_weighted_coverage: line.number('min_weighted_coverage', { most: 1 }) };
	line.close();
	return floors;
}

function readContracts(head: Line): Plan['contracts'] {
	const line = head.within('contracts');
	if (!line) return null;
	const contracts = {
		min_contract: line.number('min_contract'),
		max_partners_per_funder: line.optional('max_partners_per_funder', { whole: true })
	};
	line.close();
	return contracts;
}
