import { inCalendar } from '$lib/domain';
import type { CellStatus, RowValue, SafeTable, SafeTableHead } from '$lib/domain';
import { seal, type SealableRow } from '$lib/server/disclosure';

type Cells = Record<string, RowValue> & { status?: CellStatus };

/** A row with the five numbers empty unless given, shown unless said otherwise. */
export function row(cells: Cells): SealableRow {
	const empty = { numerator: null, denominator: null, value: null, lower: null, upper: null };
	return { ...empty, status: 'shown', ...cells } as SealableRow;
}

/** A safe table of an invented partnership, sealed by the door itself. */
export function tableOf(head: Partial<SafeTableHead>, rows: SealableRow[]): SafeTable {
	return seal({ ...HEAD, ...head }, rows);
}

const HEAD: SafeTableHead = {
	measure: 'need_coverage',
	question: 'How many of those in need of a service got it?',
	definition:
		'Persons with a delivered service between the date of the need and the end of the quarter, of all with the need open in the quarter.',
	unit: 'percent',
	by: [],
	where: {},
	calendar: 'calendar',
	state: 8,
	as_of: '2015-09-30',
	threshold: 11,
	sources: ['s1', 's2'],
	notes: [],
	title: 'Need coverage',
	titles: {
		quarter: 'Quarter',
		service: 'Service',
		population: 'Population',
		reason: 'Reason',
		award: 'Award',
		time: 'Month',
		state_name: 'Where they are',
		program: 'Program',
		start_quarter: 'Start quarter',
		partner: 'Partner'
	},
	labels: {
		service: {
			child_care: 'Child care',
			transportation: 'Transportation',
			tuition: 'Tuition',
			books_supplies: 'Books and supplies',
			uniforms_tools: 'Uniforms and tools',
			exam_license_fees: 'Exam and license fees',
			housing: 'Housing',
			food: 'Food',
			tutoring: 'Tutoring',
			case_management: 'Case management',
			emergency_assistance: 'Emergency assistance',
			technology: 'Technology'
		},
		population: {
			tanf: 'TANF recipients',
			low_income: 'Low-income adults',
			refugee: 'Refugees',
			none: 'None of these'
		},
		reason: { rule: 'Rule gap', unknown: 'Unknown', capacity: 'Capacity gap', delivery: 'Delivery gap' },
		state_name: {
			active: 'Active',
			completed: 'Completed',
			withdrew: 'Withdrew',
			transferred: 'Transferred'
		},
		program: {
			nursing_assistant: 'Nursing assistant',
			medical_assistant: 'Medical assistant',
			pharmacy_technician: 'Pharmacy technician'
		},
		award: {
			HPOG: 'HPOG',
			'TANF-N': 'TANF North',
			'TANF-S': 'TANF South',
			HCV: 'Housing vouchers',
			WIOA: 'WIOA adult',
			COLL: 'College grant'
		}
	}
};

/** A share with a Wilson-like interval: enough for a picture. */
export function share(at: Record<string, RowValue>, numerator: number, denominator: number): SealableRow {
	const value = numerator / denominator;
	const half = 1.96 * Math.sqrt((value * (1 - value) + 0.01) / denominator);
	const lower = Math.max(0, value - half);
	const upper = Math.min(1, value + half);
	return row({ ...at, numerator, denominator, value, lower, upper });
}

const NEEDS: [string, [number, number][]][] = [
	[
		'child_care',
		[
			[61, 148],
			[34, 212],
			[0, 41],
			[14, 40]
		]
	],
	[
		'transportation',
		[
			[120, 166],
			[151, 260],
			[24, 44],
			[20, 38]
		]
	],
	[
		'tuition',
		[
			[201, 214],
			[344, 371],
			[38, 52],
			[30, 42]
		]
	],
	[
		'books_supplies',
		[
			[160, 172],
			[201, 290],
			[0, 0],
			[18, 31]
		]
	],
	[
		'uniforms_tools',
		[
			[97, 120],
			[84, 155],
			[-1, -1],
			[-1, -1]
		]
	],
	[
		'exam_license_fees',
		[
			[44, 90],
			[67, 144],
			[-1, -1],
			[12, 30]
		]
	],
	[
		'housing',
		[
			[15, 88],
			[13, 131],
			[0, 33],
			[-1, -1]
		]
	],
	[
		'food',
		[
			[70, 80],
			[41, 66],
			[12, 24],
			[-1, -1]
		]
	],
	[
		'tutoring',
		[
			[22, 51],
			[31, 74],
			[-1, -1],
			[0, 0]
		]
	],
	[
		'case_management',
		[
			[180, 188],
			[301, 322],
			[46, 51],
			[30, 33]
		]
	],
	[
		'emergency_assistance',
		[
			[-1, -1],
			[18, 49],
			[0, 0],
			[-1, -1]
		]
	],
	[
		'technology',
		[
			[-2, -2],
			[-2, -2],
			[-2, -2],
			[-2, -2]
		]
	]
];

/** Need coverage by service and population; -1 withheld, -2 not yet observable, 0 of 0 no data. */
export function coverage(): SafeTable {
	const populations = ['tanf', 'low_income', 'refugee', 'none'];
	const rows = NEEDS.flatMap(([service, counts]) =>
		counts.map(([numerator, denominator], place) => {
			const at = { service, population: populations[place] ?? '' };
			if (denominator === -1)
				return row({ ...at, numerator: 7, denominator: 19, value: 0.3684, status: 'withheld' });
			if (denominator === -2) return row({ ...at, status: 'not_yet_observable' });
			if (denominator === 0) return row({ ...at, status: 'no_data' });
			return share(at, numerator, denominator);
		})
	);
	return tableOf({ by: ['service', 'population'], where: { quarter: '2015Q3' } }, rows);
}

/** The three kinds of coverage by service and population: every sign, and room for all, some and nobody, or withheld. */
export function coverageKinds(): SafeTable {
	const says = ['pays', 'pays_with_conditions', 'unknown', 'refers_only', 'cannot_pay', 'none'];
	const rows = coverage().rows.map((cell, place) => {
		const nominal = says[place % says.length] ?? 'none';
		const mayPay = nominal.startsWith('pays');
		const places = mayPay && place % 4 === 0 ? null : mayPay ? 40 : 0;
		const known = cell.denominator === null ? null : Math.min(1, (places ?? Infinity) / cell.denominator);
		const capacity_share = places === null ? 1 : places === 0 ? 0 : known;
		return row({ ...cell, nominal, places, capacity_share });
	});
	const head = { measure: 'coverage_kinds', title: 'Three kinds of coverage' };
	return tableOf({ ...head, by: ['service', 'population'], where: { quarter: '2015Q3' } }, rows);
}

/** Need coverage by service alone, with one withheld. */
export function coverageByService(): SafeTable {
	const rows = [
		share({ service: 'child_care' }, 109, 441),
		share({ service: 'transportation' }, 315, 508),
		share({ service: 'tuition' }, 613, 679),
		share({ service: 'housing' }, 28, 252),
		share({ service: 'food' }, 123, 170),
		row({ service: 'technology', numerator: 4, denominator: 13, value: 4 / 13, status: 'withheld' })
	];
	return tableOf({ by: ['service'], where: { quarter: '2015Q3' } }, rows);
}

/** Coverage by ZIP code: one withheld, one without anybody in need, one that no outline is known of. */
export function coverageByZip(): SafeTable {
	const rows = [
		share({ zip: '92054' }, 40, 61),
		share({ zip: '92083' }, 12, 49),
		share({ zip: '92025' }, 0, 22),
		row({ zip: '92069', status: 'withheld' }),
		row({ zip: '92020', status: 'no_data' }),
		share({ zip: '06106' }, 11, 30)
	];
	return tableOf({ by: ['zip'], where: { quarter: '2015Q3', service: 'child_care' } }, rows);
}

/** Unmet need by service and reason; child care and housing lead, one piece is withheld. */
export function gaps(): SafeTable {
	const counts: Record<string, [number, number, number, number]> = {
		child_care: [178, 44, 61, 49],
		housing: [156, 20, 0, 48],
		transportation: [0, 31, 78, 84],
		exam_license_fees: [52, 0, 17, 72],
		books_supplies: [0, 14, -1, 111],
		tuition: [31, 0, 0, 35],
		tutoring: [0, 72, 0, 0],
		food: [0, 0, 22, 25]
	};
	const reasons = ['rule', 'unknown', 'capacity', 'delivery'];
	const rows = Object.entries(counts).flatMap(([service, four]) =>
		four.map((value, place) => {
			const at = { service, reason: reasons[place] ?? '' };
			return value < 0
				? row({ ...at, numerator: 6, value: 6, status: 'withheld' })
				: row({ ...at, numerator: value, value });
		})
	);
	const words = { title: 'Reasons for gaps', question: 'Why did people in need not get the service?' };
	return tableOf(
		{
			...words,
			measure: 'gap_reason',
			unit: 'people',
			by: ['service', 'reason'],
			where: { quarter: '2015Q3' },
			definition: 'Unmet need split into rule, unknown, capacity and delivery gap.'
		},
		rows
	);
}

/** Where the members of the cohort are by month; months 14, 16 and 17 are merged away. */
export function cohort(): SafeTable {
	const rows = Array.from({ length: 19 }, (_, month) => month).flatMap((month) => {
		const completed = month < 3 ? 0.02 * month : Math.min(0.68, 0.06 + 0.055 * (month - 2));
		const withdrew = 0.24 * (1 - Math.exp(-month / 4));
		const transferred = month === 0 ? 0 : 0.03;
		const parts = { completed, withdrew, transferred, active: 1 - completed - withdrew - transferred };
		const hidden = [14, 16, 17].includes(month);
		return Object.entries(parts).map(([state_name, value]) =>
			row({
				time: month,
				state_name,
				value,
				lower: Math.max(0, value - 0.03),
				upper: Math.min(1, value + 0.03),
				at_risk: 400 - 15 * month,
				events: 12,
				status: hidden ? 'withheld' : 'shown'
			})
		);
	});
	return tableOf(
		{
			measure: 'training_pathway',
			title: 'Training pathway',
			unit: 'probability',
			by: [],
			question: 'Where are those who started training?',
			definition:
				'Members of a start cohort by month since training start: active, completed, withdrew, transferred.'
		},
		rows
	);
}

function curve(
	at: Record<string, RowValue>,
	months: number[],
	hidden: number[],
	speed: number,
	size: number
) {
	return months.map((time) => {
		const value = time === 0 ? 1 : 0.55 + 0.45 * Math.exp(-time / speed);
		const half = 0.9 / Math.sqrt(size);
		const withheld = hidden.includes(time);
		return row({
			...at,
			time,
			at_risk: Math.round(size * value * (1 - time / 40)),
			events: 11,
			value,
			lower: Math.max(0, value - half),
			upper: Math.min(1, value + half),
			status: withheld ? 'withheld' : 'shown'
		});
	});
}

const RETENTION: Partial<SafeTableHead> = {
	measure: 'training_retention',
	title: 'Training retention',
	unit: 'probability',
	question: 'Who has not withdrawn?',
	definition: 'Kaplan-Meier estimate of not having withdrawn; completion and transfer end the observation.'
};

/** Retention of all who started, month by month; months 15 and 17 are merged away. */
export function retention(): SafeTable {
	const months = Array.from({ length: 19 }, (_, month) => month);
	return tableOf({ ...RETENTION, by: [] }, curve({}, months, [15, 17], 7, 1240));
}

/** Retention by program on the fixed grid of months. */
export function retentionByProgram(): SafeTable {
	const grid = [3, 6, 9, 12, 18];
	const rows = [
		...curve({ program: 'nursing_assistant' }, grid, [], 9, 430),
		...curve({ program: 'medical_assistant' }, grid, [9], 5, 190),
		...curve({ program: 'pharmacy_technician' }, grid, [9, 12, 18], 14, 90)
	];
	return tableOf({ ...RETENTION, by: ['program'] }, rows);
}

/** Retention of those who got a service and those who did not: the rows carry `received`, nobody asked for it. */
export function retentionBySupport(): SafeTable {
	const grid = [3, 6, 9, 12, 18];
	const rows = [
		...curve({ received: 'yes' }, grid, [], 12, 300),
		...curve({ received: 'no' }, grid, [18], 6, 240)
	];
	const labels = { received: { yes: 'Received it', no: 'Did not receive it' } };
	return tableOf({ ...RETENTION, by: [], where: { service: 'child_care' }, labels }, rows);
}

/** Who completed with and without each support; of the third too few are told. */
export function completionBySupport(): SafeTable {
	const support = (service: string, shares: [number, number] | null) =>
		['yes', 'no'].map((received, place) => {
			const value = shares?.[place] ?? 0;
			return row({
				service,
				received,
				value,
				lower: value - 0.05,
				upper: value + 0.05,
				stayed_share: value + 0.4,
				stayed_lower: value + 0.35,
				stayed_upper: value + 0.45,
				at_risk: shares ? 229 + 1472 * place : 7,
				last_at_risk: shares ? 240 + 1461 * place : 7,
				through: 3,
				completed_p: 0.04,
				completed_adjusted_p: 0.08,
				withdrew_adjusted_p: 0.2,
				withdrew_p: 0.2,
				status: shares ? 'shown' : 'withheld'
			});
		});
	const rows = [
		...support('child_care', [0.42, 0.31]),
		...support('transportation', [0.38, 0.39]),
		...support('housing', null)
	];
	const labels = {
		received: { yes: 'Received it', no: 'Did not receive it' },
		service: { child_care: 'Child care', transportation: 'Transportation', housing: 'Housing' }
	};
	return tableOf(
		{
			measure: 'completion_by_support',
			title: 'Finishing with and without a support',
			unit: 'probability',
			by: ['service'],
			labels
		},
		rows
	);
}

/** Where two programs' members are. */
export function cohortByProgram(): SafeTable {
	const parts = (program: string, completed: number) =>
		[3, 6].flatMap((time) =>
			Object.entries({ completed, active: 0.8 - completed, withdrew: 0.2, transferred: 0 }).map(
				([state_name, value]) => row({ program, time, state_name, value, at_risk: 200, events: 20 })
			)
		);
	const rows = [...parts('nursing_assistant', 0.6), ...parts('medical_assistant', 0.3)];
	return tableOf(
		{ measure: 'training_pathway', title: 'Pathway', unit: 'probability', by: ['program'] },
		rows
	);
}

const QUARTERS = ['2013Q4', '2014Q1', '2014Q2', '2014Q3', '2014Q4', '2015Q1', '2015Q2', '2015Q3'];

const FUNDING: Partial<SafeTableHead> = {
	unit: 'dollars',
	by: ['quarter', 'award'],
	where: {}
};

/** Spending by quarter and award; HPOG pays most and ends 2015-09-29. */
export function spending(): SafeTable {
	const shares: Record<string, number> = {
		HPOG: 410_000,
		'TANF-N': 88_000,
		'TANF-S': 61_000,
		HCV: 74_000,
		WIOA: 52_000,
		COLL: 18_000
	};
	const rows = QUARTERS.flatMap((quarter, place) =>
		Object.entries(shares).map(([award, base]) => {
			const value = Math.round(base * (0.7 + 0.06 * place + 0.05 * Math.sin(place + base)));
			return row({ quarter, award, value, numerator: value });
		})
	);
	return tableOf({ ...FUNDING, measure: 'spend', title: 'Spending', question: 'What was spent?' }, rows);
}

/** What is left of each award by quarter; zero after its end. */
export function balances(): SafeTable {
	const quarters = [...QUARTERS, '2015Q4', '2016Q1', '2016Q2'];
	const left: Record<string, (place: number) => number> = {
		HPOG: (place) => (place >= 8 ? 0 : 3_600_000 - 390_000 * (place + 1)),
		'TANF-N': (place) => 900_000 - 60_000 * place,
		HCV: (place) => 700_000 - 52_000 * place,
		WIOA: (place) => (place < 7 ? 480_000 - 52_000 * place : 430_000 - 40_000 * (place - 7))
	};
	const rows = quarters.flatMap((quarter, place) =>
		Object.entries(left).map(([award, at]) => {
			const value = Math.max(0, at(place));
			return row({ quarter, award, value, numerator: value });
		})
	);
	return tableOf(
		{ ...FUNDING, measure: 'award_balance', title: 'Award balance', question: 'What is left of each award?' },
		rows
	);
}

/** Dollars needed and unfunded by service in the first quarter after the grant. */
export function unfunded(): SafeTable {
	const money: [string, number, number][] = [
		['child_care', 318_000, 231_000],
		['tuition', 410_000, 402_000],
		['transportation', 96_000, 18_000],
		['housing', 240_000, 66_000],
		['books_supplies', 41_000, 0],
		['exam_license_fees', 22_000, 22_000]
	];
	const rows = money.map(([service, demand, open]) =>
		row({ service, denominator: demand, numerator: open, value: open })
	);
	return tableOf(
		{
			measure: 'unfunded',
			title: 'Unfunded need',
			question: 'What will nobody pay?',
			unit: 'dollars',
			by: ['service'],
			where: { quarter: '2015Q4' }
		},
		rows
	);
}

/** People served by quarter; one quarter is withheld. */
export function served(): SafeTable {
	const counts = [402, 455, 498, 530, -1, 611, 640, 688];
	const rows = counts.map((value, place) => {
		const at = { quarter: QUARTERS[place] ?? '' };
		return value < 0
			? row({ ...at, numerator: 9, value: 9, status: 'withheld' })
			: row({ ...at, numerator: value, value });
	});
	return tableOf(
		{
			measure: 'people_served',
			title: 'People served',
			unit: 'people',
			by: ['quarter'],
			question: 'How many people did the partners serve?',
			definition: 'Persons with an enrollment, a delivery or an open need in the quarter, each counted once.'
		},
		rows
	);
}

/** A rate by start quarter, the last two of them not yet observable. */
export function completion(): SafeTable {
	const rows = QUARTERS.map((start_quarter, place) =>
		place > 5
			? row({ start_quarter, status: 'not_yet_observable' })
			: share({ start_quarter }, 70 + 9 * place, 130 + 8 * place)
	);
	return tableOf(
		{
			measure: 'completion_rate',
			title: 'Completion rate',
			by: ['start_quarter'],
			question: 'How many of those who started have completed?',
			definition: 'Completed, of those who started training in the quarter.'
		},
		rows
	);
}

/** Jobs six months after exit by program: one withheld, one not yet observable. */
export function jobsByProgram(): SafeTable {
	return tableOf(
		{
			measure: 'employed_6m',
			title: 'Employed six months after exit',
			by: ['program'],
			labels: { program: { nursing_assistant: 'Nursing assistant', phlebotomy: 'Phlebotomy' } }
		},
		[
			share({ program: 'nursing_assistant', known_on: '2016-03-31' }, 243, 385),
			share({ program: 'phlebotomy', known_on: '2016-03-31' }, 73, 116),
			row({ program: 'dental_assistant', known_on: '2016-03-31', status: 'withheld' }),
			row({ program: 'office_skills', known_on: '2016-03-31', status: 'not_yet_observable' })
		]
	);
}

/** Jobs at exit by quarter: the last one provisional. */
export function jobsByQuarter(): SafeTable {
	const at = (quarter: string, provisional: string | null) => ({
		quarter,
		known_on: '2015-12-29',
		provisional
	});
	return tableOf({ measure: 'employed_at_exit', title: 'Employed at exit', by: ['quarter'] }, [
		share(at('2015Q1', null), 140, 262),
		share(at('2015Q2', null), 150, 270),
		share(at('2015Q3', 'provisional'), 160, 275)
	]);
}

/** Three start quarters, quarter by quarter: one number withheld, the last ones provisional or not yet observable. */
export function cohorts(): SafeTable {
	const rows = ['2014Q4', '2015Q1', '2015Q2'].flatMap((start_quarter, cohort) =>
		[0, 1, 2, 3].map((quarters_since_start) => {
			const at = { start_quarter, quarters_since_start, known_on: null, provisional: null };
			const last = 2 - cohort;
			if (quarters_since_start > last)
				return row({ ...at, known_on: '2015-12-31', status: 'not_yet_observable' });
			const provisional = quarters_since_start === last ? 'provisional' : null;
			if (cohort === 0 && quarters_since_start === 1) return row({ ...at, status: 'withheld' });
			return { ...share(at, 95 - 14 * quarters_since_start, 110), provisional };
		})
	);
	return tableOf(
		{
			measure: 'cohort_grid',
			title: 'Still in training or finished, by start quarter',
			by: ['start_quarter', 'quarters_since_start'],
			definition: 'Active or completed, of those who started training in the quarter.'
		},
		rows
	);
}

/** Coverage by quarter for three populations. */
export function coverageOverTime(): SafeTable {
	const rows = QUARTERS.flatMap((quarter, place) => [
		share({ quarter, population: 'tanf' }, 300 + 22 * place, 700),
		share({ quarter, population: 'low_income' }, 260 + 9 * place, 640),
		place === 2
			? row({
					quarter,
					population: 'refugee',
					numerator: 5,
					denominator: 30,
					value: 1 / 6,
					status: 'withheld'
				})
			: share({ quarter, population: 'refugee' }, 14 + 2 * place, 60)
	]);
	return tableOf({ by: ['quarter', 'population'] }, rows);
}

/** A partner whose name is a script: it must stay text wherever it is shown. */
export function scripted(): SafeTable {
	const evil = '<script>alert(1)</script>';
	const rows = [
		row({ partner: 'evil', value: 120, numerator: 120 }),
		row({ partner: '"><img src=x onerror=alert(1)>', value: 60, numerator: 60 }),
		row({ partner: '=cmd|calc', value: 44, numerator: 44 })
	];
	return tableOf(
		{
			measure: 'people_served',
			title: 'People served',
			unit: 'people',
			by: ['partner'],
			labels: { partner: { evil } }
		},
		rows
	);
}

/** The same table told in federal fiscal years. */
export function inFederalYears(table: SafeTable): SafeTable {
	const rows = table.rows.map((each) => ({ ...each, quarter: inCalendar(String(each.quarter), 'federal') }));
	return tableOf({ ...table, calendar: 'federal' }, rows);
}

/** More awards than a stack can tell apart. */
export function manyAwards(): SafeTable {
	const rows = QUARTERS.flatMap((quarter) =>
		Array.from({ length: 9 }, (_, place) => {
			const award = place === 0 ? 'HPOG' : `Award ${place}`;
			return row({ quarter, award, value: 90_000 - 8_000 * place, numerator: 90_000 - 8_000 * place });
		})
	);
	return tableOf({ ...FUNDING, measure: 'spend', title: 'Spending' }, rows);
}

/** People served by quarter and eight partners. */
export function manyPartners(): SafeTable {
	const rows = QUARTERS.flatMap((quarter, place) =>
		Array.from({ length: 8 }, (_, partner) => {
			const value = 40 + 13 * partner + 3 * place;
			return row({ quarter, partner: `partner-${partner + 1}`, value, numerator: value });
		})
	);
	return tableOf(
		{ measure: 'people_served', title: 'People served', unit: 'people', by: ['quarter', 'partner'] },
		rows
	);
}

/** Completion by start quarter with those who never started beside. */
export function withNeverStarted(): SafeTable {
	const { rows, ...head } = completion();
	return tableOf(head, [...rows, row({ start_quarter: 'none', status: 'no_data' })]);
}

/** A table without a single row, one whose every row is withheld, and one number alone. */
export function emptyTable(): SafeTable {
	return tableOf({ by: ['service', 'population'] }, []);
}
export function allWithheld(): SafeTable {
	const rows = ['tanf', 'low_income'].flatMap((population) =>
		['child_care', 'housing'].map((service) =>
			row({ service, population, numerator: 8, denominator: 23, value: 8 / 23, status: 'withheld' })
		)
	);
	return tableOf({ by: ['service', 'population'] }, rows);
}
export function single(): SafeTable {
	return tableOf({ by: [], where: { quarter: '2015Q3' } }, [share({}, 1188, 1950)]);
}

export function unfundedByQuarter(): SafeTable {
	const rows = ['2015Q4', '2016Q1', '2016Q2'].map((quarter, place) => {
		const value = 90_000 * (place + 1);
		const range = place === 0 ? { lower: null, upper: null } : { lower: value * 0.7, upper: value * 1.2 };
		return row({ quarter, denominator: 300_000, numerator: value, value, ...range });
	});
	const head = { measure: 'unfunded', title: 'Unfunded need', question: 'What will nobody pay?' };
	return tableOf({ ...FUNDING, ...head, by: ['quarter'] }, rows);
}

export function awards(): SafeTable {
	const days: [string, string, string, number, number][] = [
		['HPOG', '2010-09-30', '2015-09-29', 14_000_000, 0],
		['TANF-N', '2013-07-01', '2016-06-30', 900_000, 300_000],
		['HCV', '2013-01-01', '2017-12-31', 700_000, 520_000],
		['WIOA', '2015-07-01', '2017-06-30', 480_000, 470_000]
	];
	const rows = days.map(([award, start_date, end_date, denominator, value]) =>
		row({ award, start_date, end_date, denominator, numerator: value, value })
	);
	return tableOf(
		{
			...FUNDING,
			by: ['award'],
			measure: 'award_balance',
			title: 'Award balance',
			question: 'What is left?'
		},
		rows
	);
}

export function payers(): SafeTable {
	const money: Record<string, Record<string, number>> = {
		tuition: { HPOG: 380_000, COLL: 18_000 },
		child_care: {
			HPOG: 210_000,
			'TANF-N': 88_000,
			'TANF-S': 61_000,
			HCV: 4_000,
			WIOA: 9_000,
			COLL: 2_000,
			X: 900
		},
		housing: { HCV: 74_000 }
	};
	const rows = Object.entries(money).flatMap(([service, some]) =>
		Object.entries(some).map(([award, value]) => row({ service, award, value, numerator: value }))
	);
	return tableOf(
		{
			...FUNDING,
			by: ['service', 'award'],
			where: { quarter: '2015Q3' },
			measure: 'spend',
			title: 'Spending',
			question: 'What was spent?'
		},
		rows
	);
}

export function fall(): SafeTable {
	const changes: [string, number][] = [
		['rule', -260_000],
		['money', -64_000],
		['need', -20_000],
		['others', 44_000]
	];
	const rows = changes.map(([because, value]) =>
		row({ because, since: '2015Q3', before: 900_000, after: 600_000, value, numerator: value })
	);
	return tableOf(
		{
			...FUNDING,
			by: ['because'],
			where: { quarter: '2015Q4' },
			measure: 'cliff',
			title: 'The cliff',
			question: 'How much less is paid?',
			labels: {
				because: {
					rule: 'No one may pay',
					money: 'Money runs out',
					need: 'Less is expected',
					others: 'Others pay more'
				}
			}
		},
		rows
	);
}
