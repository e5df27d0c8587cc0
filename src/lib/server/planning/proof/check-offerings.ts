import type { Allocated, Plan } from '$lib/domain';
import { grouped, subsets, sum, type Tally } from './tally';

/** Each row fits under some offering, and what only limited offerings cover fits under their limits together. */
export function checkOfferings(
	offerings: NonNullable<Plan['offerings']>,
	allocation: Allocated[],
	tally: Tally
): void {
	const known = grouped(offerings, (line) => `${line.funder}|${line.partner}|${line.service}`);
	const covers = ({ funder, partner, service, population, quarter }: Allocated) =>
		(known.get(`${funder}|${partner}|${service}`) ?? []).filter(
			(line) =>
				(line.population === 'any' || line.population === population) &&
				line.from <= quarter &&
				quarter <= line.to
		);
	const limited = allocation.flatMap((row) => {
		const lines = covers(row);
		tally.must(lines.length > 0, `an offering covers it: ${row.funder}, ${row.partner}, ${row.service}`);
		return lines.some(({ cap }) => cap === null) ? [] : [{ row, lines }];
	});
	const place = ({ row }: { row: Allocated }) => `${row.funder}|${row.partner}|${row.service}|${row.quarter}`;
	for (const [where, all] of grouped(limited, place)) checkLimits(where, all, tally);
}

/** People who may use only some lines are no more than those lines carry together, whichever lines these are (Hall). */
function checkLimits(
	where: string,
	all: { row: Allocated; lines: NonNullable<Plan['offerings']> }[],
	tally: Tally
): void {
	const byLines = grouped(all, ({ lines }) =>
		lines.map(({ population, from, to }) => `${population} ${from} ${to}`).join('|')
	);
	const sets = [...byLines.values()].map(([one]) => one!.lines);
	const tried = sets.length <= 10 ? 1 << sets.length : 0;
	const limits = tried > 0 ? subsets(sets, tried) : [sets, ...sets.map((one) => [one])];
	for (const some of limits) {
		const open = new Set(some.flat());
		const inside = all.filter(({ lines }) => lines.every((line) => open.has(line)));
		tally.atMost(
			sum(inside, ({ row }) => row.units),
			sum([...open], ({ cap }) => cap ?? Infinity),
			`offering: ${where}`
		);
	}
}
