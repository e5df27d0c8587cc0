import type { Cover } from './choose/cover';
import type { Group } from './choose/link-cells';

/** One sentence for each table, and variable in it, that is withheld whole somewhere. */
export function sayWhole({ system, wholeGroups }: Cover): string[] {
	const tally = new Map<string, { group: Group; withheld: number; all: number }>();
	system.groups.forEach((group, id) => {
		const key = JSON.stringify([group.combination, group.variable]);
		const before = tally.get(key) ?? { group, withheld: 0, all: 0 };
		tally.set(key, {
			...before,
			withheld: before.withheld + (wholeGroups.has(id) ? 1 : 0),
			all: before.all + 1
		});
	});
	return [...tally.values()].filter(({ withheld }) => withheld > 0).map(sentence);
}

function sentence({ group, withheld, all }: { group: Group; withheld: number; all: number }): string {
	const places = all === 1 ? '' : ` in ${withheld} of ${all} places`;
	const by = group.combination.length === 0 ? 'in total' : `by ${group.combination.join(', ')}`;
	return `"${group.variable}" ${by} is withheld whole, zeros included,${places} because showing any of it would give small numbers away.`;
}
