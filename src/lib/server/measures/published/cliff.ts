import { addQuarters, type Quarter } from '$lib/domain';
import { NO_NUMBERS } from '../rows/count-rows';
import { knownCodes } from '../dimensions';
import { explainFall, type Fall } from '../funding/explain-fall';
import { fundDemand } from '../funding/fund-demand';
import type { Ask, Measure, Reply, StatedRow } from '../measure';
import { refuseUnknownValue } from '../kept/slice';
import { sortRows } from '../rows/sort-rows';
import { BEST_PLAN } from './unfunded';

export const measure: Measure = {
	declaration: {
		id: 'cliff',
		section: 'funding',
		title: 'The cliff',
		question: 'How much less is paid for services from one quarter to the next, and why?',
		definition:
			'What is paid for a service in a quarter, less what was paid for it in the quarter before. Paid in a quarter to come is what the awards can pay of the expected demand (measure: demand that nobody pays); paid in the latest published quarter is what all awards spent on the service then, administration left out. By reason: what each population loses, by why it stays unpaid (no one may pay, nobody has said, the award is over, no room, or money runs out), or because less is needed; where more is paid than before, other money pays more. From the latest published quarter, of which it is not known for whom money was spent, a fall is told apart in proportion to what stays unpaid where somebody could pay before; what falls beyond that is less expected need. The reasons add up to the change. Without a quarter: from data end to the last of the eight quarters.',
		unit: 'dollars',
		numerator: 'dollars more (or, with a minus, fewer) than in the quarter before',
		denominator: null,
		tables: [['quarter', 'service', 'because']],
		family: 'need',
		disclosure: 'Computed only from protected counts, public prices, public balances and public spending.',
		source: 'Braidwork, definitions of measures: funding'
	},
	restsOn: ['needs', 'offerings', 'awards', 'expenditures', 'deliveries'],
	looksAhead: true,
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	for (const [name, value] of Object.entries(ask.where))
		if (name !== 'quarter') refuseUnknownValue(name, value, knownCodes(name));
	const funding = await fundDemand(ask);
	const latest = ask.facts.quarters.at(-1) ?? '';
	const falls = explainFall(funding, latest).filter((fall) => fits(fall, ask));
	const isByReason = [...ask.by, ...Object.keys(ask.where)].includes('because');
	const parts = falls.flatMap<Part>((fall) =>
		isByReason
			? Object.entries(fall.parts).map(([because, change]) => ({ ...fall, because, change }))
			: { ...fall, because: null, change: fall.after - fall.before }
	);
	const wanted = parts.filter(({ because }) => !ask.where.because || because === ask.where.because);
	const places = Map.groupBy(wanted, (part) => ask.by.map((name) => part[name as Place]).join('/'));
	const rows = [...places.values()].map((some) => changeRow(some, falls, ask));
	return {
		rows: sortRows(rows, ask.by),
		notes: [...funding.forecast.notes, BEST_PLAN],
		from: funding.forecast.from
	};
}

type Place = 'quarter' | 'service' | 'because';

interface Part extends Fall {
	because: string | null;
	change: number;
}

function fits({ quarter, service }: Fall, ask: Ask): boolean {
	const inRange = !ask.range || (quarter >= ask.range.from && quarter <= ask.range.to);
	const { where } = ask;
	return inRange && (where.quarter ?? quarter) === quarter && (where.service ?? service) === service;
}

function changeRow(parts: Part[], falls: Fall[], { by }: Ask): StatedRow {
	const first = parts[0] as Part;
	const places = Object.fromEntries(by.map((name) => [name, first[name as Place]]));
	const change = parts.reduce((sum, part) => sum + part.change, 0);
	const same = falls.filter(
		(fall) =>
			(!by.includes('quarter') || fall.quarter === first.quarter) &&
			(!by.includes('service') || fall.service === first.service)
	);
	return {
		...places,
		...paidBeforeAndAfter(same),
		...NO_NUMBERS,
		numerator: change,
		value: change,
		status: 'shown'
	};
}

/** What was paid in the quarter before the first, and in the last, of some quarters. */
function paidBeforeAndAfter(falls: Fall[]): { since: Quarter | null; before: number; after: number } {
	const quarters = [...new Set(falls.map(({ quarter }) => quarter))].sort();
	const [first, last] = [quarters[0], quarters.at(-1)];
	const sum = (quarter: string | undefined, of: 'before' | 'after') =>
		falls.filter((fall) => fall.quarter === quarter).reduce((total, fall) => total + fall[of], 0);
	return {
		since: first ? addQuarters(first, -1) : null,
		before: sum(first, 'before'),
		after: sum(last, 'after')
	};
}
