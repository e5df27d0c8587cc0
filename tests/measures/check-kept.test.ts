import { afterAll, expect, it } from 'vitest';
import { checkKept, prepare } from '$lib/server/measures';
import { clearPartnerships, each, partnership, people, range } from './small-partnership';

afterAll(clearPartnerships);

const roster = { partner: 'navigators', period: '2014Q4', dataset: 'participants' as const };
const needs = { partner: 'navigators', period: '2014Q4', dataset: 'needs' as const };

async function kept() {
	const rows = each(range('n', 1, 40), 'need_id', {
		service: 'food',
		identified_date: '2014-11-01',
		status: 'open'
	});
	const w = await partnership([
		{ ...roster, rows: people('n', 60, {}) },
		{ ...needs, rows }
	]);
	await prepare(w, { threshold: 11 });
	return w;
}

it('finds nothing wrong with tables as they were kept', async () => {
	expect(await checkKept(await kept())).toEqual([]);
});

it('says which kept tables cannot be read any more, and which are of no state', async () => {
	const w = await kept();
	await w.transaction(async (tx) => {
		await tx.run(`UPDATE main.kept_families SET content = '{"print": ""}' WHERE family = 'need'`);
		await tx.run(`UPDATE main.kept_families SET state = 7 WHERE family = 'exit'`);
	});
	expect(await checkKept(w)).toEqual([
		'Tables "exit" are kept of state 7, and there is no such state.',
		'The kept tables "need" of state 1 cannot be read.'
	]);
});
