import type { Quarter } from '$lib/domain';
import type { Forecast } from './forecast-demand';
import { mayPay } from './unit-prices';

/** Why nobody pays: no rule lets anybody, nobody has said, every place is taken, or the money is spent. */
export type Unpaid = 'rule' | 'unknown' | 'capacity' | 'money';

/** Says why what is asked for a service and population in a quarter stays unpaid, as a gap's reason is told. */
export function whyUnpaid({
	lines,
	awards
}: Pick<Forecast, 'lines' | 'awards'>): (place: {
	quarter: Quarter;
	service: string;
	population: string;
}) => Unpaid {
	const pair = (one: { service: string; population: string }) => `${one.service}/${one.population}`;
	const at = (one: { quarter: Quarter; service: string; population: string }) =>
		`${one.quarter}/${pair(one)}`;
	const known = new Set(lines.map(pair));
	const payable = new Set(lines.filter((line) => mayPay(line, awards)).map(at));
	const unsaid = new Set(lines.filter(({ status }) => status === 'unknown').map(at));
	return (place) => {
		if (payable.has(at(place))) return 'money';
		return unsaid.has(at(place)) || !known.has(pair(place)) ? 'unknown' : 'rule';
	};
}
