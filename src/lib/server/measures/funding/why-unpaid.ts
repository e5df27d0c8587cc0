import type { Quarter, UnmetReason } from '$lib/domain';
import type { Forecast } from './forecast-demand';
import { mayPay } from './unit-prices';

/**
 * Why nobody pays: nobody has said whether it may be paid, no rule lets anybody, those who might are over by then,
 * every place is taken, or the money is spent.
 */
export type Unpaid = UnmetReason | 'unknown';

interface Place {
	quarter: Quarter;
	service: string;
	population: string;
}

/**
 * Says why what is asked for a service and population in a quarter stays unpaid: as a plan says it, but that nobody
 * may pay is not known where a line of the matrix says unknown, or nobody ever had one (as a gap's reason is told), and
 * that only those who ever might are over.
 */
export function whyUnpaid({
	lines,
	awards
}: Pick<Forecast, 'lines' | 'awards'>): (place: Place, reason: UnmetReason) => Unpaid {
	const pair = ({ service, population }: Place) => `${service}/${population}`;
	const at = (place: Place) => `${place.quarter}/${pair(place)}`;
	const known = new Set(lines.map(pair));
	const paying = lines.filter((line) => mayPay(line, awards));
	const [payable, everPaid] = [new Set(paying.map(at)), new Set(paying.map(pair))];
	const unsaid = new Set(lines.filter(({ status }) => status === 'unknown').map(at));
	return (place, reason) => {
		if (payable.has(at(place)) || !['rule', 'time'].includes(reason)) return reason;
		if (unsaid.has(at(place)) || !known.has(pair(place))) return 'unknown';
		return everPaid.has(pair(place)) ? reason : 'rule';
	};
}
