import { writeCount, writeDollars, writePercent, type LeftReason, type UnmetReason } from '$lib/domain';

/** People on average, in fractions only where few are left of them. */
export function writePeople(units: number): string {
	if (units > 0 && units < 0.05) return 'less than 0.1';
	const isWhole = Math.abs(units - Math.round(units)) < 0.05 || units >= 100;
	return isWhole ? writeCount(Math.round(units)) : units.toFixed(1);
}

const each = (units: number) => `${writePeople(units)} each quarter`;

/** What a plan says in sentences, made from its numbers. */
export const PLAN_SAYS = {
	reasons: {
		rule: 'nobody with money left may pay for it, or has said so',
		capacity: 'every place is taken',
		money: 'the money that may pay is spent',
		time: 'the awards that may pay are over, or have not begun'
	} satisfies Record<UnmetReason, string>,
	whyLeft: {
		no_line: 'no line of the service matrix lets it pay for a need in its time',
		needs_met: 'every need that it may pay for is met',
		places: 'every place that it may pay for is taken',
		match: 'there is no money to match it',
		rules: 'its rules on administration hold it'
	} satisfies Record<LeftReason, string>,
	headline: (met: number, need: number, from: string) =>
		`From ${from}, the best plan meets ${writePeople(met)} of ${writePeople(need)} needs each quarter (${writePercent(met / need)}).`,
	today: (share: number) => `Over the last four quarters ${writePercent(share)} of needs were met.`,
	nothingNeeded: 'No need is expected, so there is nothing to plan.',
	unmet: (service: string, units: number, part: number, why: string) =>
		`${service} is what most people go without: ${each(units)}, ${writePeople(part)} of them because ${why}.`,
	why: (parts: string[]) => `Of all that is not met: ${parts.join('; ')}.`,
	whyPart: (share: number, why: string) => `${writePercent(share)} because ${why}`,
	quarters: (first: string, one: number, last: string, other: number) =>
		`It is the mean of the plan’s quarters: ${writePercent(one)} in ${first}, ${writePercent(other)} in ${last}.`,
	allMet: 'Every need is met.',
	spent: (spent: number, budget: number) => `${writeDollars(spent)} of ${writeDollars(budget)} is spent.`,
	stays: (award: string, dollars: number, why: string) =>
		`${award} keeps ${writeDollars(dollars)}, because ${why}.`,
	dollar: (what: string, whom: string, people: string) =>
		`The most valuable next dollar may pay for ${what} ${whom}; $1,000 of it helps ${people} people with it for a quarter.`,
	change: (words: string, gain: string) => `The one rule whose change would help most: ${words} ${gain}`,
	agreement: (words: string, gain: string) =>
		`Of what partners can settle between themselves, this helps most: ${words} ${gain}`,
	gain: (people: number) =>
		people >= 0.05
			? `It would meet ${writePeople(people)} more needs each quarter.`
			: people <= -0.05
				? `It would meet weightier needs, though ${writePeople(-people)} fewer each quarter.`
				: 'It would meet weightier needs, for as many people.',
	noChange: 'No change of a single rule would meet more.',
	fewer: (partners: string, count: number) =>
		`A plan within 1% of this one makes do with ${count === 1 ? 'one partner' : `${writeCount(count)} partners`}: ${partners}.`,
	everyPartner: 'To stay within 1% of this plan, every partner in it is needed.',
	proof: (gap: number, checks: number) =>
		`No plan under these rules can do better${gap > 1e-6 ? ` by more than ${(gap * 100).toPrecision(2)}%` : ''}. ${writeCount(checks)} rules and limits were computed anew from the answer, and all hold.`,
	unproven: (gap: number, checks: number) =>
		`Time was up: another plan may be better by at most ${(gap * 100).toPrecision(2)}%. ${writeCount(checks)} rules and limits were computed anew from the answer, and all hold.`,
	limits:
		'What a plan does not know: who would come, whether people act otherwise when help changes, or what help does for finishing a course. It reckons with expected needs and average prices, in fractions of a person where those come out, and shows associations, never effects.',
	conflict: 'No plan can keep all of these rules together:',
	rules: {
		services: (award: string) => `${award} may pay for every service, at every partner with places.`,
		populations: (award: string) => `${award} may pay for everybody.`,
		partners: (award: string) => `${award} may pay every partner with places for what its rules allow.`,
		last_quarter: (award: string) => `${award} lasts to the end of the plan, with the same money.`,
		first_quarter: (award: string) => `${award} begins with the plan.`,
		admin_cap: (award: string) => `${award} has no limit on administration.`,
		quarter_draw_cap: (award: string) => `${award} may be spent in any quarter.`,
		match_ratio: (award: string) => `${award} needs no match.`,
		earmark: (award: string) => `${award} has no earmark.`,
		support_share_cap: (award: string) => `${award} has no limit on support services.`,
		per_person_cap: (award: string) => `${award} has no limit for one person.`,
		budget: (award: string) => `${award} has no more money than it has.`,
		admin: (award: string) => `${award} pays only so much administration.`,
		match: (award: string) => `${award} needs matching money.`
	} as Record<string, (award: string) => string>,
	places: (partner: string) => `${partner} has a tenth more places for each service.`,
	full: (partner: string, service: string) =>
		`${partner} has only so many places for ${service.toLowerCase()}.`,
	floor: (population: string, share: number) =>
		`${population} must have at least ${writePercent(share)} of their weighted needs met.`,
	noFloor: 'No population has a floor.',
	forAnybody: 'for anybody',
	forWhom: (whom: string) => `for ${whom}`
} as const;
