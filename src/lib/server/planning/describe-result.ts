import {
	writeCount,
	writeDollars,
	writePercent,
	type Plan,
	type PlanResult,
	type UnmetReason
} from '$lib/domain';
import { describeConflict } from './describe-conflict';

const REASONS: Record<UnmetReason, string> = {
	rule: 'because no rule lets the money that is left pay for it',
	capacity: 'because every place is taken',
	money: 'because the money is spent',
	time: 'because the awards that may pay are over, or have not begun'
};

/** Puts the answer into sentences that say what the numbers say and no more. */
export function describeResult(plan: Plan, result: PlanResult): PlanResult {
	return { ...result, words: sentences(plan, result) };
}

function sentences(plan: Plan, result: PlanResult): string[] {
	if (result.status === 'infeasible') return describeConflict(result);
	if (result.objective === null)
		return ['No plan was found in the time given; whether there is one is not known.'];
	return [
		...headline(result),
		...unmet(result),
		...money(result),
		...lost(result),
		...worth(plan, result),
		...proof(result),
		'A plan counts people as the document does: expected needs and average costs, in fractions of a person where those come out; it does not know who would come.'
	];
}

function headline({ coverage, status }: PlanResult): string[] {
	const need = total(coverage, (row) => row.need);
	const met = total(coverage, (row) => row.met);
	const how = status === 'optimal' ? 'The best plan meets' : 'The best plan found so far meets';
	const share = need > 0 ? ` (${writePercent(met / need)})` : '';
	return [
		`${how} ${people(met)} of ${people(need)} needs${share}, each counted once for each quarter and service.`
	];
}

function unmet({ unmet: rows }: PlanResult): string[] {
	const reasons: UnmetReason[] = ['rule', 'capacity', 'money', 'time'];
	const said = reasons.flatMap((reason) => {
		const own = rows.filter((row) => row.reason === reason);
		const units = total(own, (row) => row.units);
		return units < 0.05
			? []
			: [`${people(units)} ${people(units) === '1' ? 'is' : 'are'} not met ${REASONS[reason]}.`];
	});
	const services = sums(rows, (row) => row.service);
	const [largest] = services;
	return largest && services.length > 1
		? [...said, `The largest part of it is ${largest.key}: ${people(largest.sum)}.`]
		: said;
}

function money({ awards }: PlanResult): string[] {
	const budget = total(awards, (row) => row.budget);
	const left = total(awards, (row) => row.left);
	const indirect = total(awards, (row) => row.indirect);
	const most = [...awards].sort((a, b) => b.left - a.left)[0];
	const spent = `${writeDollars(budget - left)} of ${writeDollars(budget)} is spent, ${writeDollars(indirect)} of it on indirect cost.`;
	return most && left >= 1
		? [spent, `${most.award} has ${writeDollars(most.left)} left, the most of all awards.`]
		: [spent];
}

function lost({ lost: rows }: PlanResult): string[] {
	if (!rows) return [];
	const units = total(rows, (row) => row.units);
	const [largest] = sums(rows, (row) => `${row.service} for ${row.population}`);
	if (!largest || units < 0.05) return ['Nobody who is helped today would lose help.'];
	return [
		`${people(units)} who are helped today would not be; most of them with ${largest.key} (${people(largest.sum)}).`
	];
}

function worth(plan: Plan, { duals, next_dollar, best_change, alternatives }: PlanResult): string[] {
	const said: string[] = [];
	const best = Object.entries(duals?.awards ?? {}).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
	if (best && best[1] > 0) said.push(`Of the awards there are, a further dollar adds most to ${best[0]}.`);
	const [place] = [...(duals?.capacity ?? [])].sort((a, b) => b.value - a.value);
	if (place)
		said.push(
			`One more place adds most at ${place.partner}, for ${place.service} in quarter ${place.quarter}.`
		);
	if (duals?.contracts_held)
		said.push('What dollars and places would add is computed with the contracts held as they are.');
	const [dollar] = next_dollar;
	if (dollar) said.push(`The most valuable next dollar: ${dollar.words}`);
	if (best_change)
		said.push(`The one change that would help most: ${best_change.words} ${gain(best_change.people_gain)}`);
	return [...said, ...alternatives.map(({ words }) => words)];
}

function gain(units: number): string {
	if (Math.abs(units) < 0.05) return 'It would meet weightier needs, for as many people.';
	return units > 0
		? `It would meet ${people(units)} more.`
		: `It would meet weightier needs, though ${people(-units)} fewer.`;
}

function proof({ certificate, status }: PlanResult): string[] {
	if (!certificate) return [];
	const kept = `Every rule was computed anew from the allocation (${writeCount(certificate.checked)} checks).`;
	const { gap, bound_from } = certificate;
	if (gap === null) return [kept, 'No bound is known for what another plan could reach.'];
	const source =
		bound_from === 'search' ? "by the solver's search over whole numbers" : 'by arithmetic of our own';
	if (status === 'time_limit')
		return [kept, `The time was up: another plan may be better by at most ${(gap * 100).toPrecision(2)}%.`];
	return [
		kept,
		`No plan under these rules is better by more than ${gap <= 1e-6 ? 'a millionth' : `${(gap * 100).toPrecision(2)}%`}, ${source}.`
	];
}

function people(units: number): string {
	return Math.abs(units - Math.round(units)) < 0.05 ? writeCount(Math.round(units)) : units.toFixed(1);
}

function total<Row>(rows: Row[], value: (row: Row) => number): number {
	return rows.reduce((sum, row) => sum + value(row), 0);
}

function sums<Row extends { units: number }>(
	rows: Row[],
	key: (row: Row) => string
): { key: string; sum: number }[] {
	const all = new Map<string, number>();
	for (const row of rows) all.set(key(row), (all.get(key(row)) ?? 0) + row.units);
	return [...all]
		.map(([name, sum]) => ({ key: name, sum }))
		.sort((a, b) => b.sum - a.sum || (a.key < b.key ? -1 : 1));
}
