import type { BasisAward, BasisLine, BasisNeed, PlanBasis } from '$lib/domain';

/** An award of the small basis: federal, two years long, for tuition for everybody. */
export function basisAward(award: string, columns: Partial<BasisAward> = {}): BasisAward {
	return {
		award,
		name: `Award ${award}`,
		funder: 'HHS',
		fund_type: 'federal',
		start_date: '2014-10-01',
		end_date: '2016-09-30',
		amount: 80_000,
		left: 8_000,
		allowed_services: ['tuition'],
		prohibited_services: [],
		allowed_populations: ['any'],
		per_person_cap: null,
		admin_share_max: null,
		match_share: null,
		payer_order: null,
		renewal: null,
		...columns
	};
}

/** A line of its matrix: the college is paid $1,000 for a quarter's tuition by the grant. */
export function basisLine(id: string, columns: Partial<BasisLine> = {}): BasisLine {
	return {
		id,
		partner: 'college',
		award: 'GRANT',
		service: 'tuition',
		population: 'any',
		from: '2014Q4',
		to: '2016Q3',
		isConditional: false,
		capacity: null,
		unit_cost: 1000,
		cap_usd: null,
		cap_period: null,
		...columns
	};
}

export function basisNeed(columns: Partial<BasisNeed> = {}): BasisNeed {
	return {
		service: 'tuition',
		population: 'tanf',
		low: 2,
		expected: 4,
		high: 6,
		assumed: 0,
		helped: 0.5,
		...columns
	};
}

/** Data to 2015Q3, planned for four quarters: four people a quarter need tuition, and the grant has $8,000 left. */
export function smallBasis(change: Partial<PlanBasis> = {}): PlanBasis {
	return {
		state: 3,
		asOf: '2015-09-30',
		quarters: ['2015Q4', '2016Q1', '2016Q2', '2016Q3'],
		trailing: ['2014Q4', '2015Q1', '2015Q2', '2015Q3'],
		focus: 'GRANT',
		needs: [basisNeed()],
		awards: [basisAward('GRANT')],
		lines: [basisLine('o-1')],
		paid: {},
		indirect: {},
		names: {
			service: { tuition: 'Tuition', food: 'Food' },
			population: { tanf: 'TANF recipients', refugee: 'Refugees' },
			partner: { college: 'Training College', pantry: 'Food Pantry' },
			award: { GRANT: 'The grant' }
		},
		...change
	};
}
