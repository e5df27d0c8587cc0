import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isInForce, type Agreement } from '$lib/domain';
import { checkInvariants, publish, withdraw } from '$lib/server/intake';
import { listStates } from '$lib/server/warehouse';
import { ANALYST, DELIVERIES, openHome, send } from '../intake/a-home';
import { agree, file, forgetHomes, inState, keep, nextLine, noon, recovered } from './agreed';

afterAll(forgetHomes);

describe('figures keep to the agreements', () => {
	it('leaves a partner out from the day after its last day, and takes it back when the agreement is renewed', async () => {
		const w = await openHome();
		const county = await file(w, 'county');
		const city = await file(w, 'city');
		agree(w, 'county', { until: '2015-06-30' });
		expect(await keep(w, '2015-06-30')).toBeNull();
		expect(await keep(w, '2015-07-01')).toEqual({
			state: 3,
			what: 'Agreement ended: without county (1 submission)'
		});
		expect(await inState(w)).toEqual([city.submission_id]);
		expect(await inState(w, 2)).toEqual([city.submission_id, county.submission_id].sort());
		expect(await keep(w, '2015-07-02')).toBeNull();
		agree(w, 'county', { until: '2016-06-30' });
		expect((await keep(w, '2015-07-03'))?.what).toBe('Agreement in force: county (1 submission) back');
		expect(await inState(w)).toEqual([city.submission_id, county.submission_id].sort());
		expect((await listStates(w)).map(({ who }) => who)).toEqual([
			'analyst',
			'analyst',
			'agreements',
			'agreements'
		]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('refuses to publish what a partner sent before its agreement ended', async () => {
		const w = await openHome();
		const { submission_id } = await send(
			w,
			[DELIVERIES, `D-${nextLine()},N-1,child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,`],
			{ partner: 'county' }
		);
		agree(w, 'county', { until: '2015-06-30' });
		const late = { actor: ANALYST, now: noon('2015-07-01') };
		await expect(publish(w, submission_id ?? '', late)).rejects.toThrow(
			'The sharing agreement with county ended on Jun 30, 2015; nothing was published.'
		);
		expect(w.latest()).toBe(0);
	});

	it('does not bring back what somebody withdrew before, nor what another filing has replaced', async () => {
		const w = await openHome();
		const first = await file(w, 'county');
		const second = await file(w, 'county', { replace: true });
		const other = await file(w, 'county', { period: '2014Q4' });
		await withdraw(w, other.submission_id ?? '', { actor: ANALYST, now: noon('2015-05-01') });
		agree(w, 'county', { from: '2015-08-01' });
		await keep(w, '2015-07-01');
		expect(await inState(w)).toEqual([]);
		const third = await file(w, 'county', { day: '2015-08-01', period: '2015Q2' });
		const again = await file(w, 'county', { day: '2015-08-01' });
		expect((await keep(w, '2015-08-01'))?.what).toBe('Agreements looked through');
		expect(await inState(w)).toEqual([third.submission_id, again.submission_id].sort());
		expect(await keep(w, '2015-08-02')).toBeNull();
		expect([first.status, second.status]).toEqual(['published', 'published']);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('leaves out a dataset that is not agreed on any more, and takes it back when it is', async () => {
		const w = await openHome();
		const deliveries = await file(w, 'county');
		const needs = await send(
			w,
			['need_id,participant_id,service,identified_date,status', 'X-1,N-1,child_care,2015-01-10,open'],
			{ partner: 'county', dataset: 'needs' },
			{ publish: true }
		);
		agree(w, 'county', { datasets: ['needs'] });
		expect((await keep(w, '2015-07-01'))?.what).toBe(
			'Deliveries not agreed on: without county (1 submission)'
		);
		expect(await inState(w)).toEqual([needs.submission_id]);
		const now = { actor: ANALYST, now: noon('2015-07-02') };
		await expect(publish(w, deliveries.submission_id ?? '', now)).rejects.toThrow(
			'The sharing agreement with county does not include Deliveries; nothing was published.'
		);
		expect(await keep(w, '2015-07-02')).toBeNull();
		const { again } = await recovered(w, '2015-07-02');
		expect(await inState(again)).toEqual([needs.submission_id]);
		await again.close();
		agree(w, 'county', { datasets: ['needs', 'deliveries'] });
		expect((await keep(w, '2015-07-03'))?.what).toBe('Agreement in force: county (1 submission) back');
		expect(await inState(w)).toEqual([deliveries.submission_id, needs.submission_id].sort());
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('makes one state when two look at the same time', async () => {
		const w = await openHome();
		await file(w, 'county');
		agree(w, 'county', { until: '2015-06-30' });
		const both = await Promise.all([keep(w, '2015-07-01'), keep(w, '2015-07-01')]);
		expect(both.flatMap((kept) => kept?.state ?? [])).toEqual([2]);
		expect(w.latest()).toBe(2);
	});

	it('changes nothing for a partner whose agreement cannot be read', async () => {
		const w = await openHome();
		await file(w, 'county');
		agree(w, 'county', { until: 'soon' });
		expect(await keep(w, '2030-01-01')).toBeNull();
	});

	it('writes in the ledger that it was the agreement, and recovery makes the same again', async () => {
		const w = await openHome();
		const county = await file(w, 'county');
		const city = await file(w, 'city');
		agree(w, 'county', { until: '2015-06-30' });
		await keep(w, '2015-07-01');
		expect(readFileSync(join(w.home, 'ledger.jsonl'), 'utf8').trim().split('\n').at(-1)).toContain(
			'"because":"agreement_ended"'
		);
		const { again } = await recovered(w, '2015-07-02');
		expect(await inState(again)).toEqual([city.submission_id]);
		agree(again, 'county', { until: '2016-06-30' });
		await keep(again, '2015-07-03');
		expect(await inState(again)).toEqual([city.submission_id, county.submission_id].sort());
		expect(await checkInvariants(again)).toEqual({ ok: true, problems: [] });
		await again.close();
	});
});

const PARTNERS = ['county', 'city', 'college'];
const DAYS = ['2015-04-01', '2015-05-01', '2015-06-01', '2015-07-01', '2015-08-01'];
const day = fc.constantFrom(...DAYS);
const partner = fc.constantFrom(...PARTNERS);
const step = fc.oneof(
	fc.record({ does: fc.constant('file' as const), partner, period: fc.constantFrom('2014Q4', '2015Q1') }),
	fc.record({ does: fc.constant('withdraw' as const), partner }),
	fc.record({
		does: fc.constant('agree' as const),
		partner,
		agreement: fc.option(
			fc.record({
				from: fc.option(day, { nil: null }),
				until: fc.option(day, { nil: null }),
				datasets: fc.constantFrom(null, ['deliveries', 'needs'], ['needs'])
			}),
			{ nil: null }
		)
	}),
	fc.record({ does: fc.constant('wait' as const), day })
);

describe('whatever order agreements end and are renewed in', () => {
	it('a state holds exactly what partners published whose agreement is in force and includes it, or who have none', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
				const w = await openHome();
				let today = '2015-04-01';
				const agreed = new Map<string, Pick<Agreement, 'from' | 'until' | 'datasets'> | null>();
				/** What each partner has published and not withdrawn, by period, whether it is counted or not. */
				const filed = new Map<string, Map<string, string>>(PARTNERS.map((one) => [one, new Map()]));
				const isIn = (one: string) =>
					isInForce(agreed.get(one) ?? null, today) &&
					(agreed.get(one)?.datasets?.includes('deliveries') ?? true);
				for (const one of steps) {
					if (one.does === 'wait') today = one.day;
					if (one.does === 'agree') {
						if (one.agreement?.from && one.agreement.until && one.agreement.from > one.agreement.until)
							continue;
						agreed.set(one.partner, one.agreement as Agreement | null);
						agree(w, one.partner, one.agreement);
					}
					await keep(w, today);
					const own = one.does === 'file' || one.does === 'withdraw' ? filed.get(one.partner) : undefined;
					if (one.does === 'file') {
						const sent = await file(w, one.partner, { day: today, period: one.period, replace: true });
						expect(sent.status).toBe(isIn(one.partner) ? 'published' : 'rejected');
						if (sent.submission_id) own?.set(one.period, sent.submission_id);
					}
					const [period, id] = [...(own ?? [])][0] ?? [];
					if (one.does === 'withdraw' && period && id && isIn(one.partner)) {
						await withdraw(w, id, { actor: ANALYST, now: noon(today) });
						const back = await w.read<{ submission_id: string }>(
							`SELECT submission_id FROM main.submissions WHERE partner = $1 AND period = $2 AND status = 'published'`,
							[one.partner, period]
						);
						if (back[0]) own?.set(period, back[0].submission_id);
						else own?.delete(period);
					}
					const expected = PARTNERS.filter(isIn).flatMap((one) => [...(filed.get(one)?.values() ?? [])]);
					expect(await inState(w)).toEqual(expected.sort());
				}
				expect(await keep(w, today)).toBeNull();
				expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
			}),
			{ numRuns: 12 }
		);
	}, 120_000);
});
