import { afterAll, describe, expect, it } from 'vitest';
import { runRetention, submission, submissions, withdraw } from '$lib/server/intake';
import { leftWords } from '$lib/ui/submission-line';
import { ANALYST, openHome } from '../intake/a-home';
import { agree, file, forgetHomes, keep, noon } from './agreed';

afterAll(forgetHomes);

describe('a submission that is withdrawn', () => {
	it('says that an agreement took it out, which and when, until it counts again', async () => {
		const w = await openHome();
		const { submission_id } = await file(w, 'county');
		const id = submission_id ?? '';
		const left = async () => {
			const { status, left_because } = await submission(w, id);
			const [listed] = await submissions(w, { partner: 'county' });
			expect(listed?.left_because).toEqual(left_because);
			return [status, left_because];
		};
		expect(await left()).toEqual(['published', null]);
		agree(w, 'county', { until: '2015-06-30' });
		await keep(w, '2015-07-01');
		expect(await left()).toEqual(['withdrawn', { why: 'agreement_ended', on: '2015-07-01' }]);
		agree(w, 'county', {});
		await keep(w, '2015-07-02');
		expect(await left()).toEqual(['published', null]);
		agree(w, 'county', { datasets: ['needs'] });
		await keep(w, '2015-07-03');
		expect(await left()).toEqual(['withdrawn', { why: 'dataset_not_agreed', on: '2015-07-03' }]);
		agree(w, 'county', { from: '2015-08-01' });
		await keep(w, '2015-07-04');
		expect(await left()).toEqual(['withdrawn', { why: 'dataset_not_agreed', on: '2015-07-03' }]);
		agree(w, 'county', null);
		await keep(w, '2015-07-05');
		await withdraw(w, id, { actor: ANALYST, now: noon('2015-07-06') });
		expect(await left()).toEqual(['withdrawn', null]);
	});

	it('says that its rows were removed where it counted until then, and not where somebody took it back before', async () => {
		const w = await openHome();
		const counted = await file(w, 'county');
		const takenBack = await file(w, 'county', { period: '2014Q4' });
		await withdraw(w, takenBack.submission_id ?? '', { actor: ANALYST, now: noon('2015-05-01') });
		agree(w, 'county', { retention: { identifiers: 0, rows: 0 } });
		await runRetention(w, { actor: ANALYST, now: noon('2015-07-01') });
		const all = new Map((await submissions(w)).map((one) => [one.submission_id, one]));
		const removed = all.get(counted.submission_id);
		expect(removed).toMatchObject({
			status: 'withdrawn',
			left_because: { why: 'rows_removed', on: '2015-07-01' }
		});
		expect(leftWords(removed?.left_because)).toBe(
			'It left the figures on Jul 1, 2015: its rows were removed at the end of their retention.'
		);
		expect(all.get(takenBack.submission_id)).toMatchObject({ status: 'withdrawn', left_because: null });
	});
});
