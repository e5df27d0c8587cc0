import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import {
	beginLoading,
	cancelLoading,
	checkInvariants,
	loadingOf,
	openLoadings,
	submissions,
	watchLoading,
	type LoadingView
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { closeHomes, DELIVERIES, NOW, openHome, options, send } from './a-home';

afterEach(closeHomes);

function deliveries(rows: number, mark = 'D'): Uint8Array {
	const lines = Array.from(
		{ length: rows },
		(_, at) => `${mark}-${at},N-${at % 900},food,delivered,2015-01-10,1,item,${at % 90}.25,HPOG-2010,`
	);
	return Buffer.from([DELIVERIES, ...lines, ''].join('\n'));
}

let begun = 1;

function begin(w: Warehouse, names: Record<string, Uint8Array | Readable>, period = '2015Q1') {
	const files = Object.entries(names).map(([name, sent]) =>
		sent instanceof Readable ? { name, stream: sent } : { name, bytes: sent }
	);
	const claim = { partner: 'navigators', dataset: 'deliveries' as const, period };
	return beginLoading(w, files, { claim, options: options({ now: new Date(NOW.getTime() + begun++) }) });
}

/** Everything of a home that a load makes: rows, records, kept files, folders of work. */
async function traces(w: Warehouse) {
	const [rows] = await w.read<{ n: number }>('SELECT count(*)::INTEGER AS n FROM staging.stg_deliveries');
	const inside = (folder: string) =>
		existsSync(join(w.home, folder)) ? readdirSync(join(w.home, folder)) : [];
	return {
		rows: rows?.n,
		records: (await submissions(w)).length,
		files: inside('files'),
		work: inside('work')
	};
}

function until(w: Warehouse, id: string, holds: (view: LoadingView) => boolean): Promise<LoadingView> {
	return new Promise((resolve) => {
		const leave = watchLoading(w, id, (view) => {
			if (!holds(view)) return;
			leave();
			resolve(view);
		});
	});
}

describe('files that are loaded in their turn', () => {
	it('are worked on one after another, and each tells how far it is', async () => {
		const w = await openHome();
		const first = begin(w, { 'one.csv': deliveries(40_000) });
		const second = begin(w, { 'two.csv': deliveries(5) }, '2014Q4');
		const stages: string[] = [];
		watchLoading(w, first.id, ({ files }) => stages.push(files[0]?.stage ?? ''));
		expect(loadingOf(w, second.id)).toMatchObject({ phase: 'waiting', ahead: 1 });
		expect(openLoadings(w).map(({ id }) => id)).toEqual([first.id, second.id]);
		const [one, two] = await Promise.all([first.ended, second.ended]);
		expect(one).toMatchObject({ phase: 'done', results: [{ rows_loaded: 40_000 }] });
		expect(two).toMatchObject({ phase: 'done', results: [{ rows_loaded: 5 }] });
		expect([...new Set(stages)]).toEqual(['receive', 'read', 'check', 'done']);
		expect(openLoadings(w)).toEqual([]);
		expect(loadingOf(w, first.id)?.phase).toBe('done');
	});

	it('keep what is good of several files and say of the other why not', async () => {
		const w = await openHome();
		const { ended } = begin(w, { 'good.csv': deliveries(3), 'report.pdf': Buffer.from('%PDF-1.7 nothing') });
		expect((await ended).results.map(({ status }) => status)).toEqual(['checked_with_warnings', 'rejected']);
		expect((await submissions(w)).map(({ file }) => file)).toEqual(['good.csv']);
	});

	it.each(['read', 'check'] as const)(
		'leave nothing when cancelled while the file is in "%s"',
		async (stage) => {
			const w = await openHome();
			const before = await traces(w);
			const { id, ended } = begin(w, { 'large.csv': deliveries(150_000) });
			await until(w, id, ({ files }) => files[0]?.stage === stage);
			cancelLoading(w, id);
			expect(await ended).toMatchObject({ phase: 'cancelled', results: [] });
			expect(await traces(w)).toEqual({ ...before, records: 0, files: [], work: [] });
			expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		}
	);

	it('leave nothing of the first file either when the second is cancelled, and the next loading goes on', async () => {
		const w = await openHome();
		const { id, ended } = begin(w, { 'one.csv': deliveries(10), 'two.csv': deliveries(150_000, 'E') });
		await until(w, id, ({ files }) => files[1]?.stage === 'read');
		const next = begin(w, { 'one.csv': deliveries(10) });
		cancelLoading(w, id);
		expect((await ended).phase).toBe('cancelled');
		expect(await next.ended).toMatchObject({
			phase: 'done',
			results: [{ rows_loaded: 10, already_received: false }]
		});
		expect(await traces(w)).toMatchObject({ rows: 10, records: 1 });
	});

	it('do not take back what was there before', async () => {
		const w = await openHome();
		await begin(w, { 'one.csv': deliveries(10) }).ended;
		const { id, ended } = begin(w, { 'one.csv': deliveries(10), 'two.csv': deliveries(150_000, 'E') });
		await until(w, id, ({ files }) => files[1]?.stage === 'read');
		cancelLoading(w, id);
		expect((await ended).phase).toBe('cancelled');
		expect(await traces(w)).toMatchObject({ rows: 10, records: 1 });
	});

	it('do not take back what somebody else has sent meanwhile', async () => {
		const w = await openHome();
		const slow = new Readable({ read: () => undefined });
		const { id, ended } = begin(w, { 'one.csv': deliveries(10), 'two.csv': slow });
		await until(w, id, ({ files }) => files[1]?.stage === 'receive');
		expect((await send(w, deliveries(7, 'F'), { period: '2014Q2' })).rows_loaded).toBe(7);
		expect(await traces(w)).toMatchObject({ rows: 17, records: 2 });
		cancelLoading(w, id);
		slow.push(deliveries(10, 'E'));
		slow.push(null);
		expect((await ended).phase).toBe('cancelled');
		expect(await traces(w)).toMatchObject({ rows: 7, records: 1 });
	});

	it('cannot be cancelled once they have ended', async () => {
		const w = await openHome();
		const { id, ended } = begin(w, { 'one.csv': deliveries(10) });
		await ended;
		cancelLoading(w, id);
		expect(loadingOf(w, id)?.phase).toBe('done');
		expect(await traces(w)).toMatchObject({ rows: 10, records: 1 });
	});
});
