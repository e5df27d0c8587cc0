import { makeAwards, type Award } from './awards.ts';
import { endOf, iso, quarterOf, QUARTERS } from './days.ts';
import { readTable } from './text-table.ts';
import type { World } from './world.ts';

export interface Expenditure {
	award: Award;
	quarter: number;
	service: string;
	spentCents: number;
	obligatedCents: number;
	people: number | null;
}

/** The focus award's spending before the data begin, by quarter from 2010Q4, as shares of the whole; invented. */
const EARLIER = [0.02, 0.045, 0.065, 0.08, 0.085, 0.09, 0.095, 0.1, 0.1, 0.105, 0.105, 0.11];

/** How that earlier spending fell on services, and people for each $100,000; invented. */
const EARLIER_SERVICES = readTable(`
service           | share | people
tuition           | 0.58  | 30
child_care        | 0.13  | 38
case_management   | 0.09  | 400
transportation    | 0.04  | 480
books_supplies    | 0.02  | 560
uniforms_tools    | 0.01  | 900
exam_license_fees | 0.01  | 700
tutoring          | 0.03  | 240
job_placement     | 0.02  | 560
administration    | 0.07  | 0
`);

/** How much of the focus award stays unspent at its end. */
const LEFT = 0.012;

/** Spending by award, quarter and service: exactly what the ledger shows, administration, and what came before. */
export function makeExpenditures(world: World): Expenditure[] {
	const awards = makeAwards();
	const rows = awards.flatMap((award) => spendingOf(world, award));
	return [...rows, ...awards.flatMap((award) => earlierSpending(award, rows))];
}

function spendingOf(world: World, award: Award): Expenditure[] {
	const groups = new Map<string, { cents: number; people: Set<number> }>();
	for (const { award: id, status, cents, date, service, person } of world.deliveries) {
		const quarter = quarterOf(date);
		if (id !== award.award_id || status !== 'delivered' || quarter < 0 || quarter >= QUARTERS) continue;
		const key = `${quarter} ${service}`;
		const group = groups.get(key) ?? { cents: 0, people: new Set() };
		groups.set(key, { cents: group.cents + (cents ?? 0), people: group.people.add(person.number) });
	}
	const rows = [...groups].map(([key, { cents, people }]) => {
		const [quarter, service] = key.split(' ');
		return row(award, Number(quarter), { service: service!, cents, people: people.size });
	});
	return [...rows, ...administrationOf(award, rows)];
}

function row(
	award: Award,
	quarter: number,
	spent: { service: string; cents: number; people: number | null }
): Expenditure {
	return {
		award,
		quarter,
		service: spent.service,
		spentCents: spent.cents,
		obligatedCents: obligated(award, quarter, spent),
		people: spent.people
	};
}

/** Tuition and child care are promised ahead; nothing is promised beyond the end of an award. */
function obligated(award: Award, quarter: number, spent: { service: string; cents: number }): number {
	const isAhead = spent.service === 'tuition' || spent.service === 'child_care';
	const isOver = award.end_date <= iso(endOf(quarter));
	return isAhead && !isOver ? Math.round((spent.cents * 0.08) / 100) * 100 : 0;
}

function administrationOf(award: Award, rows: Expenditure[]): Expenditure[] {
	if (award.administration === 0) return [];
	const quarters = [...new Set(rows.map(({ quarter }) => quarter))].sort((a, b) => a - b);
	return quarters.map((quarter) => {
		const services = rows.filter((row) => row.quarter === quarter);
		const cents = Math.round(
			services.reduce((sum, { spentCents }) => sum + spentCents, 0) * award.administration
		);
		return row(award, quarter, { service: 'administration', cents, people: null });
	});
}

function earlierSpending(award: Award, rows: Expenditure[]): Expenditure[] {
	const own = rows.filter((row) => row.award === award);
	if (award.award_id === 'HPOG-2010') return focusHistory(award, own);
	if (award.start_date > '2013-07-01') return [];
	return own
		.filter(({ quarter }) => quarter === 0)
		.map(({ service, spentCents, people }) =>
			row(award, -1, {
				service,
				cents: Math.round(spentCents * 0.87),
				people: people === null ? null : Math.round(people * 0.87)
			})
		);
}

function focusHistory(award: Award, own: Expenditure[]): Expenditure[] {
	const spent = own.reduce((sum, { spentCents }) => sum + spentCents, 0);
	const before = award.amount_usd * 100 * (1 - LEFT) - spent;
	return EARLIER.flatMap((share, step) =>
		EARLIER_SERVICES.map((part) => {
			const cents = Math.round(before * share * Number(part.share));
			const people = part.people === '0' ? null : Math.round((cents / 1e7) * Number(part.people));
			return {
				...row(award, step - EARLIER.length, { service: part.service!, cents, people }),
				obligatedCents: 0
			};
		})
	);
}
