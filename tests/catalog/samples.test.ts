import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { dataset, formats } from '$lib/catalog';
import { DATASET_IDS, quarterOf, quartersBetween } from '$lib/domain';
import { currentRows, readSamples, type Row } from './read-sample';

const samples = readSamples();
const rows = Object.fromEntries(DATASET_IDS.map((id) => [id, currentRows(samples, id)])) as Record<
	(typeof DATASET_IDS)[number],
	(Row & { partner: string; period: string })[]
>;

describe('the files', () => {
	test('are made again byte for byte by npm run samples', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'samples-'));
		await promisify(execFile)('npm', ['run', '-s', 'samples', '--', folder], {
			shell: process.platform === 'win32'
		});
		expect(hashes(folder)).toEqual(hashes('data/samples'));
		rmSync(folder, { recursive: true });
	}, 120_000);

	test('are less than 15 MB together', () => {
		const size = filesIn('data/samples').reduce(
			(sum, path) => sum + statSync(join('data/samples', path)).size,
			0
		);
		expect(size).toBeLessThan(15_000_000);
	});

	test('lie at partner, period, dataset, for eight partners and eight quarters', () => {
		expect(new Set(samples.map(({ partner }) => partner)).size).toBe(8);
		expect([...new Set(samples.map(({ period }) => period))].sort()).toEqual(
			quartersBetween('2013Q4', '2015Q3')
		);
		expect(samples.filter(({ dataset: id }) => !DATASET_IDS.includes(id))).toEqual([]);
	});

	test('are read by a declared format down to the last header, but for one column nobody asked for', () => {
		const strange = samples.flatMap((sample) =>
			sample.strange.map((header) => `${sample.partner} ${header}`)
		);
		expect([...new Set(strange)]).toEqual(['training-college campus']);
		for (const sample of samples) {
			const required = dataset(sample.dataset).columns.filter((column) => column.required);
			for (const { name } of required) expect(Object.keys(sample.rows[0]!), sample.path).toContain(name);
		}
	});

	test('give every format a sample that exists', () => {
		for (const { sample } of formats()) expect(statSync(sample).isFile()).toBe(true);
	});
});

describe('the people', () => {
	const people = uniquePeople();

	test('are about 2,400, of whom 84 % are women, 47 % Hispanic and 22 % Black', () => {
		expect(people.length).toBeGreaterThan(2360);
		expect(people.length).toBeLessThanOrEqual(2400);
		expect(share(people, ({ sex }) => sex === 'female')).toBeCloseTo(0.84, 1.5);
		expect(share(people, ({ race_ethnicity }) => race_ethnicity === 'hispanic')).toBeCloseTo(0.47, 1.5);
		expect(share(people, ({ race_ethnicity }) => race_ethnicity === 'black')).toBeCloseTo(0.22, 1.5);
	});

	test('are a third each under 25, 25 to 34, and 35 and over', () => {
		const ages = people.map((row) => age(row.birth_date!, row.intake_date!));
		expect(share(ages, (years) => years < 25)).toBeCloseTo(0.333, 1.5);
		expect(share(ages, (years) => years >= 25 && years < 35)).toBeCloseTo(0.333, 1.5);
	});

	test('begin training in 82 of 100 cases; 70 of 100 starters finish within 18 months', () => {
		const stays = firstStays();
		const begun = new Set(
			rows.outcomes.filter(({ point }) => point === 'entry').map(({ participant_id }) => participant_id)
		);
		const settled = people.filter(({ intake_date }) => intake_date! <= '2015-06-30');
		expect(share(settled, ({ participant_id }) => begun.has(participant_id))).toBeCloseTo(0.82, 1.5);
		const early = stays.filter(({ start_date }) => start_date! <= '2014-03-31');
		expect(share(early, ({ status }) => status === 'completed')).toBeCloseTo(0.7, 1.5);
		expect(share(stays, ({ program }) => program === 'nursing_assistant')).toBeCloseTo(0.35, 1.5);
	});

	test('leave mostly in the first three months', () => {
		const left = firstStays().filter(({ status }) => status === 'withdrew');
		const early = share(left, (row) => days(row.start_date!, row.end_date!) <= 90);
		expect(early).toBeGreaterThan(0.75);
		expect(early).toBeLessThan(0.97);
	});

	test('who finish work at exit in 72 of 100 cases, at $12.42 in health care and $9.98 elsewhere', () => {
		const filedHere = rows.enrollments.filter(atHome).filter(({ status }) => status === 'completed');
		const done = new Set(filedHere.map(({ participant_id }) => participant_id));
		const exits = rows.outcomes.filter(
			(row) => row.point === 'exit' && row.is_employed !== '' && done.has(row.participant_id)
		);
		const working = exits.filter(({ is_employed }) => is_employed === 'true');
		expect(exits.length).toBeGreaterThan(400);
		expect(working.length / exits.length).toBeCloseTo(0.72, 1);
		expect(mean(working.filter((row) => row.is_health_job === 'true'))).toBeCloseTo(12.42, 0.6);
		expect(mean(working.filter((row) => row.is_health_job === 'false'))).toBeCloseTo(9.98, 0.6);
	});

	test('bear numbers that were never issued', () => {
		const numbers = rows.participants.map(({ ssn }) => ssn!.replaceAll('-', '')).filter((ssn) => ssn !== '');
		const odd = numbers.filter((ssn) => !/^9\d\d(0[1-9]|[1-4]\d)\d{4}$/.test(ssn) && ssn !== '999999999');
		expect(odd).toEqual([]);
	});
});

describe('the ledger', () => {
	test('has about 30,000 rows', () => {
		expect(rows.deliveries.length).toBeGreaterThan(27_000);
		expect(rows.deliveries.length).toBeLessThan(33_000);
	});

	test('speaks only of people who are on that partner’s roster by that quarter', () => {
		const since = new Map<string, string>();
		for (const { partner, participant_id, period } of rows.participants) {
			const key = `${partner} ${participant_id}`;
			if (!since.has(key) || since.get(key)! > period) since.set(key, period);
		}
		for (const id of ['deliveries', 'needs', 'enrollments', 'outcomes'] as const) {
			const lost = rows[id].filter(
				(row) => !((since.get(`${row.partner} ${row.participant_id}`) ?? '9') <= row.period)
			);
			expect(lost, id).toEqual([]);
		}
	});

	test('names only awards that exist and live on that day', () => {
		const awards = new Map(rows.awards.map((row) => [row.award_id!, row]));
		const paid = rows.deliveries.filter((row) => row.award_id !== '' && row.status === 'delivered');
		const dead = paid.filter((row) => {
			const award = awards.get(row.award_id!);
			const day = isoDay(row.date!);
			return !award || award.start_date! > day || award.end_date! < day;
		});
		expect(dead).toEqual([]);
	});

	test('adds up to the expenditures of every award, service and quarter', () => {
		const paid = new Map<string, number>();
		for (const row of rows.deliveries) {
			const cents = Math.round(Number(row.amount_usd!.replace(/[$,]/g, '')) * 100);
			if (row.status !== 'delivered' || cents < 0) continue;
			const key = `${row.award_id} ${quarterOf(isoDay(row.date!))} ${row.service}`;
			paid.set(key, (paid.get(key) ?? 0) + cents);
		}
		const late = rows.expenditures.filter(
			(row) => row.quarter! >= '2013Q4' && row.service !== 'administration'
		);
		expect(late.length).toBeGreaterThan(300);
		for (const row of late) {
			const key = `${row.award_id} ${row.quarter} ${row.service}`;
			expect(Math.round(Number(row.spent_usd) * 100), key).toBe(paid.get(key));
		}
	});

	test('leaves the federal grant paying most of it, and nothing after its end', () => {
		const spent = rows.expenditures.filter(({ quarter }) => quarter! >= '2013Q4');
		const total = sum(spent, 'spent_usd');
		const grant = spent.filter(({ award_id }) => award_id === 'HPOG-2010');
		expect(sum(grant, 'spent_usd') / total).toBeGreaterThan(0.55);
		const all = sum(
			rows.expenditures.filter(({ award_id }) => award_id === 'HPOG-2010'),
			'spent_usd'
		);
		expect(14_000_000 - all).toBeGreaterThan(0);
		expect(14_000_000 - all).toBeLessThan(400_000);
	});
});

describe('the small groups', () => {
	const refugees = new Set(
		rows.participants.filter(({ is_refugee }) => is_refugee === 'true').flatMap(traces)
	);
	const rosters = new Map(rows.participants.map((row) => [`${row.partner} ${row.participant_id}`, row]));

	test.each([
		['city-housing-authority', '2014Q2', 4],
		['county-housing-authority', '2014Q4', 12]
	])('%s serves in %s exactly %i refugees', (partner, period, count) => {
		const served = rows.deliveries.filter((row) => row.partner === partner && row.period === period);
		const ids = [...new Set(served.map(({ participant_id }) => participant_id!))];
		const found = ids.filter((id) =>
			traces(rosters.get(`${partner} ${id}`)!).some((trace) => refugees.has(trace))
		);
		expect(found).toHaveLength(count);
	});
});

/** What a person may be recognised by: a usable number, or names and birth date. */
function traces(row: Row): string[] {
	const digits = row.ssn!.replaceAll('-', '');
	const name = `${row.first_name} ${row.last_name} ${isoDay(row.birth_date!)}`.toUpperCase();
	return digits === '' || digits === '999999999' ? [name] : [digits, name];
}

function uniquePeople(): Row[] {
	return [...new Map(rows.participants.filter(atHome).map((row) => [row.participant_id!, row])).values()];
}

/** Nearly everybody is on the workforce partnership's roster. */
function atHome({ partner }: { partner: string }): boolean {
	return partner === 'workforce-partnership';
}

function firstStays(): Row[] {
	const last = new Map(rows.enrollments.map((row) => [row.enrollment_id!, row]));
	const stays = [...last.values()]
		.filter((row) => row.enrollment_id! < 'E-9')
		.sort((a, b) => (a.start_date! < b.start_date! ? -1 : 1));
	const first = new Map<string, Row>();
	for (const row of stays) {
		const key = `${row.partner} ${row.participant_id}`;
		if (!first.has(key)) first.set(key, row);
	}
	return [...first.values()];
}

function isoDay(text: string): string {
	const us = /^(\d+)\/(\d+)\/(\d{4})$/.exec(text);
	return us ? `${us[3]}-${us[1]!.padStart(2, '0')}-${us[2]!.padStart(2, '0')}` : text;
}

function days(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function age(birth: string, on: string): number {
	return Math.floor(days(birth, on) / 365.25);
}

function share<Item>(items: Item[], is: (item: Item) => boolean): number {
	return items.filter(is).length / items.length;
}

function mean(items: Row[]): number {
	return sum(items, 'hourly_wage_usd') / items.length;
}

function sum(items: Row[], column: string): number {
	return items.reduce((total, row) => total + Number(row[column]), 0);
}

function filesIn(folder: string): string[] {
	const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
}

function hashes(folder: string): Record<string, string> {
	const entries = filesIn(folder).map((path): [string, string] => [
		path,
		createHash('sha256')
			.update(readFileSync(join(folder, path)))
			.digest('hex')
	]);
	return Object.fromEntries(entries);
}
