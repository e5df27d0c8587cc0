import type { PlanResult, RuleNamed } from '$lib/domain';

/** More rules than this are told in groups; the result names each of them all the same. */
const EACH_UP_TO = 12;

const GROUPS: Record<string, string> = {
	floor: 'Floors',
	budget: 'Budgets',
	capacity: 'Places',
	draw: 'Draws in one quarter',
	admin: 'Limits on indirect cost',
	match: 'Match',
	earmark: 'Earmarks',
	support: 'Limits on support services'
};

/** The rules that cannot all hold, in sentences. */
export function describeConflict({ reasons, irreducible }: PlanResult): string[] {
	const end = irreducible ? '; without any one of them there is a plan' : '';
	const head = `No plan can keep all of these ${reasons.length} rules together${end}.`;
	const alone = 'No plan can keep this rule.';
	return [
		reasons.length === 1 ? alone : head,
		...(reasons.length > EACH_UP_TO ? inGroups(reasons) : each(reasons))
	];
}

function each(reasons: RuleNamed[]): string[] {
	return reasons.map(({ words }) => words);
}

function inGroups(reasons: RuleNamed[]): string[] {
	const grouped = Object.entries(GROUPS).flatMap(([rule, name]) => {
		const own = reasons.filter((one) => one.rule === rule);
		return own.length > 0 ? [`${name}: ${membersOf(own).join(', ')}.`] : [];
	});
	return [...grouped, ...each(reasons.filter(({ rule }) => !(rule in GROUPS)))];
}

/** Awards or populations by name; places by partner, with the services. */
function membersOf(reasons: RuleNamed[]): string[] {
	const members = new Map<string, string[]>();
	for (const { award, population, partner, service } of reasons) {
		const name = award ?? population ?? partner ?? '';
		members.set(name, [...(members.get(name) ?? []), ...(service === undefined ? [] : [service])]);
	}
	return [...members].map(([name, services]) =>
		services.length > 0 ? `${name} (${services.join(', ')})` : name
	);
}
