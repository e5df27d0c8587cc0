import { afterAll, describe, expect, it } from 'vitest';
import { checkCatalogue, type LoadedFile } from '$lib/server/intake';
import { closeHomes, DELIVERIES, openHome, send } from './a-home';

afterAll(closeHomes);

const found = ({ findings }: LoadedFile, rule: string) => findings.filter((finding) => finding.rule === rule);

const ROSTER = 'participant_id,intake_date,exit_date,sex';
const ENROLLMENTS = 'enrollment_id,participant_id,program,start_date,end_date,status';
const roster = (partner: string, lines: string[]) =>
	[{ partner, dataset: 'participants' as const }, [ROSTER, ...lines]] as const;

describe('against the rosters of the partner', () => {
	it('names rows of people on no roster of its own, although another partner knows them, and days before intake', async () => {
		const w = await openHome();
		const [own, ours] = roster('navigators', ['N-1,2015-01-15,,female']);
		await send(w, [...ours], own);
		const [other, theirs] = roster('county', ['N-2,2014-01-15,,female']);
		await send(w, [...theirs], { ...other }, { answers: { new_partner: 'yes' } });
		const file = await send(w, [
			DELIVERIES,
			'D-1,N-1,tuition,delivered,2015-01-15,1,hour,12.5,A-1,',
			'D-2,N-1,tuition,delivered,2015-01-14,1,hour,12.5,A-1,',
			'D-3,N-2,tuition,delivered,2015-02-14,1,hour,12.5,A-1,'
		]);
		expect(file.rows_loaded).toBe(3);
		expect(found(file, 'before_intake')).toMatchObject([
			{ row: 3, rows: [3], value: '2015-01-14', count: 1 }
		]);
		expect(found(file, 'unknown_participant')).toMatchObject([{ rows: [4], value: 'N-2', count: 1 }]);
		expect(JSON.stringify(file.findings)).not.toContain('county');
	});
});

describe('findings of many rows', () => {
	it('name every row that is not accepted, also those of values beyond the first twenty', async () => {
		const w = await openHome();
		const wrong = (at: number) => (at % 3 === 0 ? `fruit ${at}` : 'tuition');
		const lines = Array.from(
			{ length: 120 },
			(_, at) => `D-${at},N-1,${wrong(at)},delivered,2015-01-15,1,hour,12.5,A-1,`
		);
		const file = await send(w, [DELIVERIES, ...lines]);
		expect(file.rows_rejected).toBe(40);
		const codes = found(file, 'unknown_code');
		expect(codes).toHaveLength(21);
		expect(codes.at(-1)).toMatchObject({
			count: 20,
			value: null,
			message: expect.stringContaining('20 more rows')
		});
		expect(codes.flatMap(({ rows }) => rows)).toEqual(Array.from({ length: 40 }, (_, at) => 2 + 3 * at));
	});

	it('do not lay the rows of several people at the door of one', async () => {
		const w = await openHome();
		const who = ['N-7', 'N-9', 'N-8', 'N-9'];
		const lines = who.map((id, at) => `D-${at},${id},tuition,delivered,2015-01-15,1,hour,12.5,A-1,`);
		const file = await send(w, [DELIVERIES, ...lines]);
		expect(found(file, 'unknown_participant')).toMatchObject([
			{ value: 'N-7, N-8, N-9', count: 4, rows: [2, 3, 4, 5] }
		]);
	});
});

describe('against the last quarter of the partner', () => {
	const stays = (count: number, status = 'active', from = 0) =>
		Array.from(
			{ length: count },
			(_, at) =>
				`E-${from + at},N-1,nursing_assistant,2014-05-01,${status === 'active' ? '' : '2015-02-01'},${status}`
		);

	it('names stays that were open and are gone, but not where only new ones are sent each quarter', async () => {
		const w = await openHome();
		const claim = { dataset: 'enrollments' as const };
		await send(w, [ENROLLMENTS, ...stays(10), ...stays(2, 'completed', 50)], { ...claim, period: '2014Q4' });
		const gone = await send(w, [ENROLLMENTS, ...stays(8)], { ...claim, period: '2015Q1' });
		expect(found(gone, 'open_rows_vanished')).toMatchObject([
			{
				severity: 'warning',
				value: 'E-8, E-9',
				count: 2,
				message: expect.stringContaining('of 10 that were open')
			}
		]);
		const only = await send(w, [ENROLLMENTS, ...stays(10, 'active', 100)], { ...claim, period: '2015Q1' });
		expect(found(only, 'open_rows_vanished')).toEqual([]);
		const none = await send(w, [ENROLLMENTS, ...stays(10, 'completed')], { ...claim, period: '2015Q1' });
		expect(found(none, 'open_rows_vanished')).toEqual([]);
	});

	const paid = (count: number, service: string, from = 0) =>
		Array.from(
			{ length: count },
			(_, at) => `D-${from + at},N-1,${service},delivered,2014-12-01,1,hour,1,A-1,`
		);

	it('warns of a share that changed a lot, with both shares, and of a code that is new', async () => {
		const w = await openHome();
		await send(w, [DELIVERIES, ...paid(70, 'tuition'), ...paid(30, 'food', 70)], { period: '2014Q4' });
		const now = [...paid(40, 'tuition'), ...paid(30, 'food', 40), ...paid(20, 'housing', 70)];
		const file = await send(w, [DELIVERIES, ...now, ...paid(10, 'tutoring', 90)]);
		expect(found(file, 'share_changed').map(({ message }) => message)).toEqual([
			expect.stringMatching(/Tuition.* is 40% .* was 70% in 2014 Q4/),
			expect.stringMatching(/Housing.* is 20% .* was 0% in 2014 Q4/)
		]);
		expect(found(file, 'new_code')).toMatchObject([
			{ column: 'service', row: 92, count: 10, message: expect.stringContaining('10% of the rows') }
		]);
	});

	it('says nothing of small numbers, which change by chance, nor against another partner', async () => {
		const w = await openHome();
		await send(w, [DELIVERIES, ...paid(8, 'tuition')], { period: '2014Q4' });
		const few = await send(w, [DELIVERIES, ...paid(8, 'food')]);
		expect([...found(few, 'share_changed'), ...found(few, 'new_code')]).toEqual([]);
		const many = await send(
			w,
			[DELIVERIES, ...paid(80, 'food')],
			{ partner: 'county' },
			{ answers: { new_partner: 'yes' } }
		);
		expect(many.findings.map(({ rule }) => rule)).toEqual(['unknown_participant']);
	});

	it('warns of far more rows as of far fewer', async () => {
		const w = await openHome();
		await send(w, [DELIVERIES, ...paid(60, 'tuition')], { period: '2014Q4' });
		const more = await send(w, [DELIVERIES, ...paid(121, 'tuition')]);
		expect(found(more, 'many_more_rows')).toMatchObject([{ value: '121' }]);
		const fewer = await send(w, [DELIVERIES, ...paid(40, 'tuition')]);
		expect(found(fewer, 'fewer_rows')).toMatchObject([{ value: '40' }]);
	});
});

describe('money that does not add up', () => {
	const AWARDS = 'award_id,funder,name,start_date,end_date,amount_usd,allowed_services';
	const SPENT = 'award_id,quarter,service,spent_usd,obligated_usd';

	it('is said with its row: more than was awarded, counted with earlier files, and outside the days of the award', async () => {
		const w = await openHome();
		await send(w, [AWARDS, 'A-1,ACF,Grant,2014-10-01,2015-03-31,1000,tuition'], { dataset: 'awards' });
		const before = ['A-1,2014Q4,tuition,400,900', 'A-1,2014Q3,tuition,5,'];
		const first = await send(w, [SPENT, ...before], { dataset: 'expenditures', period: '2014Q4' });
		expect(found(first, 'award_overspent')).toMatchObject([
			{
				row: 2,
				message:
					'Through 2014 Q4 you filed $405 spent and $900 obligated of award A-1: $305 more than the $1,000 awarded.'
			}
		]);
		expect(found(first, 'spent_outside_award')).toMatchObject([
			{
				row: 3,
				message:
					'$5 of award A-1 is filed as spent in 2014 Q3, but the award runs from Oct 1, 2014 to Mar 31, 2015.'
			}
		]);
		const right = await send(w, [SPENT, 'A-1,2015Q1,tuition,595,0'], { dataset: 'expenditures' });
		expect(found(right, 'award_overspent')).toEqual([]);
		const over = await send(w, [SPENT, 'A-1,2015Q1,tuition,595,0', 'A-1,2015Q1,housing,0.02,'], {
			dataset: 'expenditures',
			period: '2015Q2'
		});
		expect(found(over, 'award_overspent')).toMatchObject([{ row: 3, value: 'A-1' }]);
	});

	it('is said of lines without a price, and of awards without rules, without dollars and with fewer than none', async () => {
		const w = await openHome();
		const lines = [
			'A-1,ACF,One,2014-10-01,2015-09-30,5000,',
			'A-2,ACF,Two,2014-10-01,2015-09-30,0,tuition',
			'A-3,ACF,Three,2014-10-01,2015-09-30,-10,tuition'
		];
		const awards = await send(w, [AWARDS, ...lines], { dataset: 'awards' });
		expect(found(awards, 'award_without_rules')).toMatchObject([{ row: 2 }]);
		expect(found(awards, 'award_of_nothing')).toMatchObject([{ row: 3 }]);
		expect(found(awards, 'negative_award')).toMatchObject([{ row: 4, severity: 'error' }]);
		const head = 'offering_id,offering_partner,service,population,status,from_date,unit_cost_usd';
		const offerings = await send(
			w,
			[
				head,
				'O-1,navigators,tuition,tanf,pays,2014-10-01,',
				'O-2,navigators,food,any,refers_only,2014-10-01,'
			],
			{ dataset: 'offerings' }
		);
		expect(found(offerings, 'price_missing')).toMatchObject([{ rows: [2], severity: 'warning' }]);
	});
});

describe('the catalogue of checks', () => {
	const catalogue = checkCatalogue();

	it('has every check once, with a sentence, advice and what it is about', () => {
		const ids = catalogue.map(({ id }) => id);
		expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
		expect(ids).toEqual(
			expect.arrayContaining([
				'row_width',
				'unknown_code',
				'exit_before_intake',
				'open_rows_vanished',
				'merged_cells'
			])
		);
		for (const { message, fix } of catalogue) {
			expect(message).toMatch(/^[\p{Lu}"‹].*\.$/u);
			expect(fix).toMatch(/^\p{Lu}.*\.$/u);
			expect(message + fix).not.toMatch(/[{}|]/);
		}
	});

	it('holds whatever is found in a file', async () => {
		const w = await openHome();
		const file = await send(w, [DELIVERIES, 'D-1,N-1,moon,delivered,2015-01-15,x,hour,12.5,A-1,', 'D-2']);
		const ids = new Set(catalogue.map(({ id }) => id));
		expect(file.findings.length).toBeGreaterThan(2);
		expect(file.findings.filter(({ rule }) => !ids.has(rule))).toEqual([]);
	});
});
