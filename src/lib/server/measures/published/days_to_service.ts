import { isHidden, NO_NUMBERS, placesOf } from '../rows/count-rows';
import { BY_POPULATION } from '../families/need';
import { keptFamily } from '../kept/prepare';
import { familyRows } from '../kept/family-rows';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import type { KeptRow } from '../kept/slice';

export const measure: Measure = {
	declaration: {
		id: 'days_to_service',
		section: 'coverage',
		title: 'Days from need to service',
		question: 'How long do people wait for a support that they need?',
		definition:
			'Median of the days from the day a need was identified to the first delivery of the service by any partner, among persons with an open need for it in the quarter: the Kaplan-Meier estimate, in which a person whose need is not yet met is watched until the end of the quarter, and one whose need was closed unmet until it was closed. A need closed as met without a line in the ledger counts as met on the day it was closed. Each person counts once: over several needs, services or quarters with the shortest wait, or, while nothing was delivered, the longest. Beside it the share met within 30 days, by the same estimate. Interval: 95 %, log-log.',
		unit: 'days',
		numerator: 'persons in need to whom the service was delivered by the end of the quarter',
		denominator: 'persons with an open need for the service',
		tables: BY_POPULATION,
		family: 'need',
		disclosure:
			'Shown for at least as many persons as the threshold says, and where the counts of persons in need, with and without the service, may be shown; the share met within 30 days only where the counts behind it may be shown as well.',
		source: 'Kaplan and Meier, JASA 53 (1958); equals R survival::survfit'
	},
	restsOn: ['participants', 'needs', 'deliveries'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { rows, notes } = await familyRows(ask, 'need');
	const { content } = await keptFamily(ask.w, ask.facts.state, 'need', ask.context);
	const waits = rows.map((row) => waitRow(row, ask));
	const without = content.asides.without_ledger ?? 0;
	return { rows: waits, notes: [...notes, ...openNotes(waits), ...ledgerNotes(without)] };
}

function waitRow(row: KeptRow, ask: Ask): StatedRow {
	const places = placesOf(row, ask.by);
	const [covered, needed] = [Number(row.covered), Number(row.need)];
	const nothing = { ...places, ...NO_NUMBERS, met_30_days_share: null };
	if (isHidden(row, ['need', 'covered', 'unmet'])) return { ...nothing, status: 'withheld' };
	if (needed === 0) return { ...nothing, status: 'no_data' };
	if (needed < ask.context.threshold) return { ...nothing, status: 'withheld' };
	const counts = { numerator: covered, denominator: needed };
	const beside = isHidden(row, ['soon', 'later']) ? null : rounded(row.met_soon);
	const { median_days = null, median_lower = null, median_upper = null } = row;
	const said = { ...nothing, ...counts, met_30_days_share: beside };
	if (median_days === null) return { ...said, status: 'not_yet_observable' };
	return {
		...said,
		value: Number(median_days),
		lower: numberOr(median_lower),
		upper: numberOr(median_upper),
		status: 'shown'
	};
}

/** Thousandths: an exact product of fractions would tell how many were watched on single days. */
function rounded(share: KeptRow[string] | undefined): number | null {
	return share == null ? null : Math.round(Number(share) * 1000) / 1000;
}

function numberOr(value: KeptRow[string]): number | null {
	return value === null ? null : Number(value);
}

function openNotes(rows: StatedRow[]): string[] {
	if (!rows.some((row) => row.status === 'not_yet_observable')) return [];
	return ['Where fewer than half have been served so far, the median is not yet observable.'];
}

function ledgerNotes(without: number | null): string[] {
	if (without === 0) return [];
	const many = without === null ? 'Of some people' : `Of ${without} people in all`;
	return [
		`${many} the need was closed as met without a line in the ledger; they count as served on that day.`
	];
}
