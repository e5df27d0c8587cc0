import { codeLabel } from '$lib/catalog';
import { quarterEnd, quarterStart, writeDay, writeDollars, writePercent, type Quarter } from '$lib/domain';
import type { Award, AwardRules, Spending } from '../counting/read-public';
import { balanceOf } from '../published/award_balance';
import { allowsService } from './unit-prices';

/** Less than this is rounding. */
const ROUNDING = 0.01;

/** What partners filed of awards, and through which quarter it is looked at. */
interface Filed {
	rules: ReadonlyMap<string, AwardRules>;
	spending: readonly Spending[];
	until: Quarter;
}

/** Says, award by award, what in its spending through a quarter does not add up with its amount, dates and rules. */
export function oddFigures(awards: readonly Award[], { rules, spending, until }: Filed): string[] {
	return awards.flatMap((award) => {
		const lines = spending.filter((line) => line.award === award.award && line.quarter <= until);
		return [
			...overspent(award, lines, until),
			...outsideDates(award, lines),
			...tooMuchAdministration(award, lines, rules.get(award.award)?.admin_share_max ?? null),
			...forbidden(award, lines)
		];
	});
}

function overspent(award: Award, lines: readonly Spending[], until: Quarter): string[] {
	const { amount, spent, obligated } = balanceOf(award, until, lines);
	const over = spent + obligated - amount;
	if (over <= ROUNDING) return [];
	return [
		`${award.name}: ${writeDollars(spent)} expended and ${writeDollars(obligated)} unliquidated through ${writeDay(quarterEnd(until))} are ${writeDollars(over)} more than the ${writeDollars(amount)} authorized.`
	];
}

function outsideDates({ name, start_date, end_date }: Award, lines: readonly Spending[]): string[] {
	const early = lines.filter((line) => quarterEnd(line.quarter) < start_date);
	const late = lines.filter((line) => quarterStart(line.quarter) > end_date);
	return [
		...(sum(early) > ROUNDING
			? [`${name}: ${writeDollars(sum(early))} was spent before it began on ${writeDay(start_date)}.`]
			: []),
		...(sum(late) > ROUNDING
			? [`${name}: ${writeDollars(sum(late))} was spent after it ended on ${writeDay(end_date)}.`]
			: [])
	];
}

function tooMuchAdministration({ name }: Award, lines: readonly Spending[], most: number | null): string[] {
	const spent = sum(lines);
	const share = spent > 0 ? sum(lines.filter(({ service }) => service === 'administration')) / spent : 0;
	if (most === null || share <= most + 0.0005) return [];
	return [
		`${name}: administration is ${writePercent(share)} of what was spent; its rules allow ${writePercent(most)}.`
	];
}

function forbidden(award: Award, lines: readonly Spending[]): string[] {
	const services = [...new Set(lines.map(({ service }) => service))];
	return services
		.filter((service) => service !== 'administration' && !allowsService(award, service))
		.map((service) => ({ service, spent: sum(lines.filter((line) => line.service === service)) }))
		.filter(({ spent }) => spent > ROUNDING)
		.map(
			({ service, spent }) =>
				`${award.name}: ${writeDollars(spent)} was spent on ${codeLabel('services', service).toLowerCase()}, which its rules do not allow.`
		);
}

function sum(lines: readonly Spending[]): number {
	return lines.reduce((total, { spent_usd }) => total + spent_usd, 0);
}
