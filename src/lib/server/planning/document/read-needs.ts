import type { PlanBaseline, PlanNeed } from '$lib/domain';
import type { Line, Page } from './page';

/** Reads what needs weigh. Without a weight, a need weighs its urgency over all need of its service: each service in full weighs alike. */
export function readNeeds(page: Page, all: (PlanBaseline & { line: Line })[]): PlanNeed[] {
	const total = new Map<string, number>();
	for (const { service, units } of all) total.set(service, (total.get(service) ?? 0) + units);
	let assumed = 0;
	const needs = all.map(({ line, ...place }) => {
		const urgency = line.optional('urgency') ?? 1;
		const given = line.optional('weight');
		if (given === null) assumed += 1;
		line.close();
		return { ...place, weight: given ?? weigh(urgency, total.get(place.service) ?? 0) };
	});
	if (assumed > 0)
		page.note(
			'need',
			`${assumed} of ${all.length} lines give no weight; they weigh urgency x 1,000 / (all need of their service), so that each service in full weighs alike.`
		);
	return needs;
}

function weigh(urgency: number, need: number): number {
	return need > 0 ? (urgency * 1000) / need : 0;
}
