import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepare } from '$lib/server/measures';
import type { SafeRow } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { FAMILIES } from '../../src/lib/server/measures/families';
import { auditKept } from '../../src/lib/server/measures/kept/audit-kept';
import { countFamily } from '../../src/lib/server/measures/counting/count-family';
import { findKept, keep, policyName } from '../../src/lib/server/measures/kept/kept-store';
import { protectCounted } from '../../src/lib/server/measures/kept/protect-counted';
import { toldBefore } from '../../src/lib/server/measures/kept/told-before';
import { withMarts } from '../../src/lib/server/measures/marts/stand-marts';
import { clearPartnerships, DOOR, each, partnership, range, rowsOf } from './small-partnership';

const lead = { partner: 'lead', period: '2014Q4' };

const PROGRAM = { program: 'nursing_assistant', start_date: '2014-10-06' };

/**
 * Eighty people are served. Seventy-four of them begin training; five of these go on, and the others left and have
 * a job or none. Seventy-seven have a need, and 73 were given something with a price. Forty women: 37 began.
 */
function eighty(): Promise<Warehouse> {
	const began = [...range('s', 1, 37), ...range('s', 41, 77)];
	const [goOn, stopped] = [began.slice(0, 5), began.slice(5)];
	const all = range('s', 1, 80).map((participant_id, at) => ({
		participant_id,
		intake_date: '2014-10-01',
		sex: at < 40 ? 'female' : 'male',
		zip: at < 40 ? '92101' : '92113',
		is_tanf: at % 2 === 0,
		...(stopped.includes(participant_id) ? { exit_date: '2014-12-15' } : {})
	}));
	const stays = (who: string[], columns: Record<string, unknown>) =>
		each(who, 'enrollment_id', { ...PROGRAM, ...columns });
	const outcome = { point: 'exit', observed_date: '2014-12-20' };
	return partnership([
		{ ...lead, dataset: 'participants', rows: all },
		{
			...lead,
			dataset: 'enrollments',
			rows: [
				...stays(goOn, { status: 'active' }),
				...stays(
					stopped.filter((_, at) => at % 3 === 0),
					{ status: 'withdrew', end_date: '2014-12-15' }
				),
				...stays(
					stopped.filter((_, at) => at % 3 > 0),
					{ status: 'completed', end_date: '2014-12-15' }
				)
			]
		},
		{
			...lead,
			dataset: 'outcomes',
			rows: [
				...each(
					stopped.filter((_, at) => at % 2 === 0),
					'outcome_id',
					{ ...outcome, is_employed: true }
				),
				...each(
					stopped.filter((_, at) => at % 2 === 1),
					'outcome_id',
					{ ...outcome, is_employed: false }
				)
			]
		},
		{
			...lead,
			dataset: 'needs',
			rows: each(range('s', 4, 80), 'need_id', {
				service: 'food',
				identified_date: '2014-10-01',
				status: 'open'
			})
		},
		{
			...lead,
			dataset: 'deliveries',
			rows: each(range('s', 8, 80), 'delivery_id', {
				service: 'food',
				status: 'delivered',
				date: '2014-12-01',
				amount_usd: 20
			})
		}
	]);
}

const NOBODY_BESIDE = FAMILIES.map((family) => ({ ...family, beside: [] }));

/** Keeps every family as it was protected when each stood by itself. */
async function keepApart(w: Warehouse): Promise<void> {
	for (const spec of NOBODY_BESIDE) {
		const key = { state: w.latest(), family: spec.id, policy: policyName(DOOR) };
		const counted = await withMarts(w, key.state, (ask) => countFamily(ask, spec));
		if (!(await findKept(w, key)))
			await keep(w, key, await protectCounted(counted, DOOR, await toldBefore(w, key)));
	}
}

/** A count of people on a page: where it stands, and how it is read there. */
interface Read {
	measure: string;
	by: string[];
	/** The column, and of which rows. */
	column?: string;
	where?: Record<string, string>;
}

const QUARTER = '2014Q4';

/** What stands on two pages of the same people, the larger number first. */
const PAIRS: [Read, Read][] = [
	...[[], ['sex'], ['program'], ['start_quarter']].map((by): [Read, Read] => [
		{ measure: 'completion_rate', by, column: 'denominator' },
		{
			measure: 'employed_at_exit',
			by,
			column: 'denominator',
			where: by.some((name) => name !== 'sex') ? {} : { start_quarter: QUARTER }
		}
	]),
	...[[], ['sex'], ['population']].flatMap((by): [Read, Read][] => [
		[
			{ measure: 'people_served', by },
			{ measure: 'completion_rate', by, column: 'denominator' }
		],
		[
			{ measure: 'people_served', by, where: { quarter: QUARTER } },
			{ measure: 'completion_rate', by, column: 'denominator', where: { start_quarter: QUARTER } }
		]
	]),
	...[[], ['zip'], ['population'], ['partner'], ['quarter']].map((by): [Read, Read] => [
		{ measure: 'people_served', by },
		{ measure: 'service_need', by }
	]),
	[
		{ measure: 'people_served', by: ['quarter'] },
		{ measure: 'unit_cost', by: ['quarter'], column: 'denominator' }
	]
];

/** Counts of one to ten people that anybody gets who takes one page's number from another's. */
async function subtracted(w: Warehouse): Promise<string[]> {
	const found: string[] = [];
	for (const [more, fewer] of PAIRS) {
		const [one, other] = await Promise.all([more, fewer].map((read) => numbers(w, read)));
		for (const [place, count] of one ?? []) {
			const left = count - (other?.get(place) ?? count);
			if (left > 0 && left < 11) found.push(`${more.measure} less ${fewer.measure} ${place}: ${left}`);
		}
	}
	return found;
}

async function numbers(w: Warehouse, { measure, by, column = 'value', where = {} }: Read) {
	const rows = await rowsOf(w, measure, { by, where, context: DOOR });
	const isNumber = (row: SafeRow) => row.status === 'shown' && typeof row[column] === 'number';
	return new Map(
		rows.filter(isNumber).map((row) => [by.map((name) => row[name]).join('/'), Number(row[column])])
	);
}

afterAll(clearPartnerships);

let apart: Warehouse;
let together: Warehouse;

beforeAll(async () => {
	[apart, together] = await Promise.all([eighty(), eighty()]);
	await keepApart(apart);
	await prepare(together, DOOR);
});

test('pages whose numbers are protected apart tell by subtraction of five people who are still in training', async () => {
	const told = await subtracted(apart);
	expect(told).toEqual(
		expect.arrayContaining([
			'completion_rate less employed_at_exit 2014Q4: 5',
			'people_served less completion_rate : 6',
			'people_served less service_need : 3',
			'people_served less unit_cost 2014Q4: 7'
		])
	);
});

test('pages of the same people, protected together, tell of no few people by subtraction', async () => {
	expect(await subtracted(together)).toEqual([]);
});

test('the audit finds what can be subtracted where families stand by themselves, and nothing where they stand together', async () => {
	expect((await auditKept(apart, DOOR)).map(({ family }) => family).sort()).toEqual([
		'exit',
		'need',
		'paid',
		'training'
	]);
	expect(await auditKept(together, DOOR)).toEqual([]);
});
