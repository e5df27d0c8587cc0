import type { BasisLine, Quarter } from '$lib/domain';
import type { MatrixLine } from '../counting/read-public';

const PAYING = ['pays', 'pays_with_conditions'];

/** The lines of the matrix that pay in one of these quarters, each once, with the first and last of them in which it lives. */
export function planLines(matrix: readonly MatrixLine[], quarters: readonly Quarter[]): BasisLine[] {
	const looked = new Set(quarters);
	const live = matrix.filter(({ quarter, status }) => looked.has(quarter) && PAYING.includes(status));
	return [...Map.groupBy(live, ({ offering }) => offering).values()].map((rows) => {
		const ordered = [...rows].sort((one, other) => (one.quarter < other.quarter ? -1 : 1));
		const [first, last] = [ordered[0] as MatrixLine, ordered.at(-1) as MatrixLine];
		const populations = new Set(rows.map(({ population }) => population));
		return {
			id: last.offering,
			partner: last.offering_partner,
			award: last.award,
			service: last.service,
			population: populations.size > 1 ? 'any' : last.population,
			from: first.quarter,
			to: last.quarter,
			isConditional: last.status === 'pays_with_conditions',
			capacity: last.capacity,
			unit_cost: last.unit_cost_usd,
			cap_usd: last.cap_usd,
			cap_period: last.cap_period
		};
	});
}
