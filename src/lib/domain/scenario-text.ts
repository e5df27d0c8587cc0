import { isQuarter, type Quarter } from './calendar';
import { Refusal } from './finding';
import {
	AS_FILED,
	RELAXABLE,
	unchanged,
	type AddedAward,
	type AddedPlaces,
	type AwardChange,
	type Priority,
	type RelaxedRule,
	type Scenario
} from './scenario';

/** A scenario as the query of an address: only what is changed, in one fixed order, so that equal scenarios have equal addresses. */
export function scenarioText(scenario: Scenario): string {
	const words: [string, string | number | null][] = [
		['need', scenario.need === AS_FILED.need ? null : scenario.need],
		['growth', scenario.growth === 0 ? null : percent(scenario.growth)],
		['weigh', scenario.weigh === AS_FILED.weigh ? null : scenario.weigh],
		['floor', scenario.floor === null ? null : percent(scenario.floor)],
		...byName(scenario.awards, ({ award }) => award).flatMap(awardWords),
		...addedWords(scenario.added),
		...byName(scenario.places, ({ partner, service }) => `${partner} ${service}`).flatMap(placeWords),
		...byName(scenario.relaxed, ({ award, rule }) => `${award} ${rule}`).map(relaxedWords),
		...byName(scenario.priorities, ({ population }) => population)
			.filter(({ times }) => times !== 1)
			.map(({ population, times }): [string, number] => [`priority.${population}`, times])
	];
	const query = new URLSearchParams();
	for (const [name, value] of words) if (value !== null) query.append(name, String(value));
	return query.toString();
}

function byName<Row>(rows: readonly Row[], name: (row: Row) => string): Row[] {
	return [...rows].sort((one, other) => (name(one) < name(other) ? -1 : 1));
}

function awardWords({ award, fate, last, share, chance }: AwardChange): [string, string | number | null][] {
	return [
		[`fate.${award}`, fate === 'filed' ? null : fate],
		[`last.${award}`, last],
		[`share.${award}`, share === 1 ? null : percent(share)],
		[`chance.${award}`, chance === null ? null : percent(chance)]
	];
}

function addedWords(added: AddedAward | null): [string, string | number | null][] {
	if (!added) return [];
	return [
		['new', added.dollars],
		...[...added.services].sort().map((service): [string, string] => ['new_service', service]),
		...[...added.populations].sort().map((population): [string, string] => ['new_population', population]),
		['new_from', added.from],
		['new_to', added.to]
	];
}

function placeWords({ partner, service, units }: AddedPlaces): [string, string | number][] {
	return [
		['at', `${partner}:${service}`],
		['more', units]
	];
}

function relaxedWords({ award, rule }: RelaxedRule): [string, string] {
	return ['relax', `${rule}:${award}`];
}

/** A share as whole or broken percent, without the dust of binary fractions. */
function percent(share: number): number {
	return Number((share * 100).toFixed(4));
}

const OWN = /^(fate|last|share|chance|priority)\.(.+)$/s;
const PLAIN = [
	'need',
	'growth',
	'weigh',
	'floor',
	'new',
	'new_service',
	'new_population',
	'new_from',
	'new_to',
	'at',
	'more',
	'relax'
];

/** More than anybody moves; a longer address is a mistake. */
const MOST = 400;

/** Reads a scenario from an address or a form; fields left empty change nothing. `beside` names what else may stand in it. */
export function scenarioFrom(query: URLSearchParams, beside: readonly string[] = []): Scenario {
	const names = [...query.keys()];
	if (names.length > MOST) throw refused('The address', 'changes more than a plan has');
	const stranger = names.find((name) => !OWN.test(name) && ![...PLAIN, ...beside].includes(name));
	if (stranger !== undefined) throw refused(`"${stranger.slice(0, 60)}"`, 'is no part of a scenario');
	return {
		need: oneOf(query, 'need', ['expected', 'low', 'high']),
		growth: share(query, 'growth', { least: -90, most: 300 }) ?? 0,
		weigh: oneOf(query, 'weigh', ['service', 'people', 'dollars']),
		// No floor and one of nothing are the same.
		floor: share(query, 'floor', { least: 0, most: 100 }) || null,
		awards: awardsFrom(query),
		added: addedFrom(query),
		places: placesFrom(query),
		relaxed: relaxedFrom(query),
		priorities: prioritiesFrom(query)
	};
}

function ownOf(query: URLSearchParams, kind: string): string[] {
	const found = [...query.keys()].map((name) => OWN.exec(name)).filter((match) => match?.[1] === kind);
	return [...new Set(found.map((match) => match?.[2] ?? ''))];
}

function awardsFrom(query: URLSearchParams): AwardChange[] {
	const named = ['fate', 'last', 'share', 'chance'].flatMap((kind) => ownOf(query, kind));
	const changes = [...new Set(named)].sort().map((award) => ({
		award,
		fate: oneOf(query, `fate.${award}`, ['filed', 'renewed', 'gone']),
		last: quarter(query, `last.${award}`),
		share: share(query, `share.${award}`, { least: 0, most: 1000 }) ?? 1,
		chance: share(query, `chance.${award}`, { least: 0, most: 100 })
	}));
	const none = JSON.stringify(unchanged(''));
	return changes.filter((change) => JSON.stringify({ ...change, award: '' }) !== none);
}

function addedFrom(query: URLSearchParams): AddedAward | null {
	const dollars = number(query, 'new', { least: 0, most: 1e9 }) ?? 0;
	if (dollars === 0) return null;
	const all = (name: string) => [...new Set(query.getAll(name).filter(Boolean))].sort();
	return {
		dollars,
		services: all('new_service'),
		populations: all('new_population'),
		from: quarter(query, 'new_from'),
		to: quarter(query, 'new_to')
	};
}

function placesFrom(query: URLSearchParams): AddedPlaces[] {
	const units = query.getAll('more');
	const sums = new Map<string, number>();
	query.getAll('at').forEach((at, index) => {
		if (at === '' || !units[index]) return;
		const more = inSpan(units[index], 'more', { least: 0, most: 100_000 });
		if (!/^[^:]+:[^:]+$/.test(at)) throw refused(`"${at.slice(0, 60)}"`, 'names no partner and service');
		sums.set(at, (sums.get(at) ?? 0) + more);
	});
	return byName([...sums], ([at]) => at)
		.filter(([, more]) => more > 0)
		.map(([at, more]) => {
			const [partner = '', service = ''] = at.split(':');
			return { partner, service, units: more };
		});
}

function relaxedFrom(query: URLSearchParams): RelaxedRule[] {
	const texts = [...new Set(query.getAll('relax').filter(Boolean))].sort();
	const rules = texts.map((text) => {
		const at = text.indexOf(':');
		const rule = RELAXABLE.find((known) => known === text.slice(0, at));
		const award = text.slice(at + 1);
		if (!rule || award === '') throw refused(`"${text.slice(0, 60)}"`, 'names no rule of an award');
		return { award, rule };
	});
	return byName(rules, ({ award, rule }) => `${award} ${rule}`);
}

function prioritiesFrom(query: URLSearchParams): Priority[] {
	return ownOf(query, 'priority')
		.sort()
		.map((population) => ({
			population,
			times: number(query, `priority.${population}`, { least: 0, most: 100 }) ?? 1
		}))
		.filter(({ times }) => times !== 1);
}

interface Span {
	least: number;
	most: number;
}

function share(query: URLSearchParams, name: string, span: Span): number | null {
	const value = number(query, name, span);
	return value === null ? null : value / 100;
}

function number(query: URLSearchParams, name: string, span: Span): number | null {
	const text = query.get(name)?.trim();
	return text ? inSpan(text, name, span) : null;
}

/** Dollars may be typed as `$50,000`. */
function inSpan(text: string, name: string, { least, most }: Span): number {
	const plain = text.replace(/[$,%\s]/g, '');
	const value = /^-?\d{1,10}(\.\d{1,6})?$/.test(plain) ? Number(plain) : NaN;
	if (value >= least && value <= most) return value;
	throw refused(
		`"${text.slice(0, 40)}" for ${name.slice(0, 60)}`,
		`is not a number from ${least} to ${most}`
	);
}

function quarter(query: URLSearchParams, name: string): Quarter | null {
	const text = query.get(name);
	if (!text) return null;
	if (!isQuarter(text)) throw refused(`"${text.slice(0, 40)}"`, 'is not a quarter, like 2015Q4');
	return text;
}

function oneOf<Choice extends string>(
	query: URLSearchParams,
	name: string,
	choices: readonly [Choice, ...Choice[]]
): Choice {
	const text = query.get(name);
	if (!text) return choices[0];
	const choice = choices.find((known) => known === text);
	if (choice) return choice;
	throw refused(`"${text.slice(0, 40)}" for ${name.slice(0, 60)}`, `is none of ${choices.join(', ')}`);
}

function refused(what: string, how: string): Refusal {
	return new Refusal(
		'wrong_scenario',
		`${what} ${how}.`,
		'Open the page of plans and choose again, or ask who sent the address for it.'
	);
}
