import { LETTER, PARTNERS, type PartnerId } from './partnership.ts';
import { endOf, iso, quarterOf, QUARTERS, startOf } from './days.ts';
import { eachQuarter, idAt } from './file-people.ts';
import { dollars, type Filed, type Row } from './filed.ts';
import type { Delivery, Need, World } from './world.ts';

const NEED_COLUMNS = [
	'need_id',
	'participant_id',
	'service',
	'identified_date',
	'status',
	'closed_date',
	'urgency',
	'note_code'
];

/** Needs that were open at any time in the quarter, as they stood at its end. */
export function fileNeeds(world: World): Filed[] {
	const needs = world.needs
		.filter(({ closed }) => closed >= startOf(0))
		.sort((a, b) => a.identified - b.identified || a.person.number - b.person.number);
	const ids = new Map(needs.map((need, at) => [need, String(20001 + at)]));
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'needs',
		columns: NEED_COLUMNS,
		rows: needs
			.filter((need) => need.recorders.includes(partner) && isOpenIn(need, quarter))
			.map((need) => needRow(world, need, { partner, quarter, id: ids.get(need)! }))
	}));
}

const DELIVERY_COLUMNS = [
	'delivery_id',
	'participant_id',
	'service',
	'status',
	'date',
	'units',
	'unit',
	'amount_usd',
	'award_id',
	'denial_reason'
];

/** The rows that each partner wrote into the ledger in the quarter. */
export function fileDeliveries(world: World): Filed[] {
	const ledgers = new Map(PARTNERS.map((partner) => [partner, ledgerOf(world, partner)]));
	return eachQuarter((partner, quarter) => ({
		partner,
		quarter,
		dataset: 'deliveries',
		columns: DELIVERY_COLUMNS,
		rows: ledgers
			.get(partner)!
			.map((delivery, at) => ({ delivery, id: `D${LETTER[partner]}-${String(at + 1).padStart(5, '0')}` }))
			.filter(({ delivery }) => quarterOf(delivery.date) === quarter)
			.map(({ delivery, id }) => deliveryRow(world, delivery, id))
	}));
}

function isOpenIn(need: Need, quarter: number): boolean {
	return need.identified <= endOf(quarter) && need.closed >= startOf(quarter);
}

function needRow(world: World, need: Need, at: { partner: PartnerId; quarter: number; id: string }): Row {
	const isClosed = need.closed <= endOf(at.quarter);
	return {
		need_id: `N${LETTER[at.partner]}-${at.id}`,
		participant_id: idAt(world, at.partner, need.person.number),
		service: need.service,
		identified_date: iso(need.identified),
		status: isClosed ? need.outcome : 'open',
		closed_date: isClosed ? iso(need.closed) : '',
		urgency: need.urgency,
		note_code: need.note
	};
}

function ledgerOf(world: World, partner: PartnerId): Delivery[] {
	return world.deliveries
		.filter((delivery) => delivery.partner === partner && isInData(delivery))
		.sort(
			(a, b) =>
				a.date - b.date ||
				a.person.number - b.person.number ||
				(a.service < b.service ? -1 : a.service > b.service ? 1 : 0)
		);
}

function isInData({ date }: Delivery): boolean {
	return quarterOf(date) >= 0 && quarterOf(date) < QUARTERS;
}

function deliveryRow(world: World, delivery: Delivery, id: string): Row {
	return {
		delivery_id: id,
		participant_id: idAt(world, delivery.partner, delivery.person.number),
		service: delivery.service,
		status: delivery.status,
		date: iso(delivery.date),
		units: delivery.units === null ? '' : String(delivery.units),
		unit: delivery.unit,
		amount_usd: dollars(delivery.cents),
		award_id: delivery.award,
		denial_reason: delivery.denial
	};
}
