import { codeLabel } from '$lib/catalog';
import type { Award, MatrixLine } from '../counting/read-public';
import { mayPay } from './unit-prices';

/** So many are named one by one. */
const NAMED = 3;

/** Says of awards and of lines of the matrix what keeps a forecast from taking them at their word. */
export function ruleNotes(lines: readonly MatrixLine[], awards: ReadonlyMap<string, Award>): string[] {
	const free = [...awards.values()].filter(({ allowed_services, prohibited_services, allowed_populations }) =>
		[allowed_services, prohibited_services, allowed_populations].every((list) => list === '')
	);
	const forbidden = new Map(
		lines
			.filter((line) => line.may_pay && line.award !== null && !mayPay(line, awards))
			.map((line) => [line.offering, line])
	);
	return [
		...(free.length > 0
			? [
					`No rule is filed for ${named(free.map(({ name }) => name))}: what its offerings say is taken to be allowed.`
				]
			: []),
		...(forbidden.size > 0
			? [
					`The matrix says that an award pays what its own rules do not allow; it is not counted: ${named([...forbidden.values()].map((line) => lineName(line, awards)))}.`
				]
			: [])
	];
}

function lineName({ service, offering, award }: MatrixLine, awards: ReadonlyMap<string, Award>): string {
	const payer = awards.get(award ?? '')?.name ?? award;
	return `${codeLabel('services', service).toLowerCase()} from ${payer} (${offering})`;
}

function named(names: string[]): string {
	const rest = names.length - NAMED;
	return names.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
