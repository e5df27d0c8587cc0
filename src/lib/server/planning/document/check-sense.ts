import type { Plan } from '$lib/domain';
import { lineOf, type Page } from './page';

/** What no single line shows: doubles, places without a price, prices without places, needs that nobody may serve. */
export function checkSense(plan: Plan, page: Page): void {
	refuseDoubles(
		page,
		'unit_cost',
		plan.unit_cost.map(({ partner, service }) => `${partner}, ${service}`)
	);
	refuseDoubles(
		page,
		'capacity',
		plan.capacity.map(({ partner, service, quarter }) => `${partner}, ${service}, quarter ${quarter}`)
	);
	for (const list of ['need', 'baseline'] as const)
		refuseDoubles(
			page,
			list,
			(plan[list] ?? []).map(
				({ population, service, quarter }) => `${population}, ${service}, quarter ${quarter}`
			)
		);
	askForPrices(plan, page);
	noteMissingPlaces(plan, page);
	noteOrphans(plan, page);
}

function refuseDoubles(page: Page, list: string, keys: string[]): void {
	const first = new Map<string, number>();
	keys.forEach((key, index) => {
		const before = first.get(key);
		if (before === undefined) first.set(key, index);
		else page.wrong(lineOf(list, index), `${key} stands in line ${before + 1} already.`);
	});
}

function askForPrices(plan: Plan, page: Page): void {
	const priced = new Set(plan.unit_cost.map(({ partner, service }) => `${partner} ${service}`));
	const said = new Set<string>();
	plan.capacity.forEach(({ partner, service, units }, index) => {
		const key = `${partner} ${service}`;
		if (units === 0 || priced.has(key) || said.has(key)) return;
		said.add(key);
		page.wrong(
			lineOf('capacity', index),
			`${partner} has places for ${service}, but unit_cost does not say what one costs there.`
		);
	});
}

function noteMissingPlaces(plan: Plan, page: Page): void {
	const quarters = new Map<string, number>();
	for (const { partner, service } of plan.capacity)
		quarters.set(`${partner} ${service}`, (quarters.get(`${partner} ${service}`) ?? 0) + 1);
	plan.unit_cost.forEach(({ partner, service }, index) => {
		const missing = plan.quarters - (quarters.get(`${partner} ${service}`) ?? 0);
		if (missing > 0)
			page.note(
				lineOf('unit_cost', index),
				`capacity names no places of ${partner} for ${service} in ${missing} of ${plan.quarters} quarters; none are assumed there.`
			);
	});
}

/** A need that nobody may serve is no mistake, it is what the group must know. */
function noteOrphans(plan: Plan, page: Page): void {
	const placed = new Set(plan.capacity.filter(({ units }) => units !== 0).map(({ service }) => service));
	const said = new Set<string>();
	plan.need.forEach(({ population, service, units }, index) => {
		const key = `${population} ${service}`;
		if (units === 0 || said.has(key)) return;
		said.add(key);
		const isPaid = plan.funders.some(
			(funder) => funder.services.includes(service) && funder.populations.includes(population)
		);
		if (!isPaid) page.note(lineOf('need', index), `no award may pay for ${service} for ${population}.`);
		else if (!placed.has(service)) page.note(lineOf('need', index), `no partner has a place for ${service}.`);
	});
}
