import { writeDay } from '$lib/domain';
import { knownScenarios } from '$lib/server/desk';
import { planHref } from './plan-href';

/** A kept scenario as the page lists it. */
export interface KeptLine {
	id: string;
	name: string;
	href: string;
	state: number;
	by: string;
	/** Why its file cannot be used; empty where it can. */
	problem: string;
}

/** The kept scenarios of a home by name, without those that were taken off the list. */
export function keptLines(home: string): KeptLine[] {
	return knownScenarios(home).flatMap(({ id, version, problem }): KeptLine[] => {
		if (version === null) return [{ id, name: id, href: '', state: 0, by: '', problem }];
		const { scenario, saved } = version;
		if (scenario.isRemoved) return [];
		const { name, text, state } = scenario;
		const by = saved ? `${saved.who}, ${writeDay(saved.at)}` : '';
		return [{ id, name, href: planHref({ text, state }), state, by, problem: '' }];
	});
}
