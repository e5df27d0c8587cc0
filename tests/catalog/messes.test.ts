import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSamples } from './read-sample';

const samples = readSamples();

function sentBy(partner: string, dataset: string, period?: string) {
	return samples.filter(
		(sample) =>
			sample.partner === partner && sample.dataset === dataset && sample.period === (period ?? sample.period)
	);
}

function bytesOf(path: string): Uint8Array {
	return readFileSync(`data/samples/${path}`);
}

describe('the samples are as messy as their README says', () => {
	test('the navigators write Windows-1252 with curly apostrophes', () => {
		const bytes = bytesOf('navigators/2014Q3/participants.csv');
		expect(bytes.includes(0x92)).toBe(true);
		expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
		expect(sentBy('navigators', 'participants').some(({ text }) => text.includes('O’'))).toBe(true);
	});

	test('the county writes UTF-16 with tabs', () => {
		for (const { path, text } of sentBy('county-human-services', 'participants')) {
			expect([...bytesOf(path).subarray(0, 2)]).toEqual([0xff, 0xfe]);
			expect(text).toContain('\t');
		}
	});

	test('the contractor south writes semicolons, and once a line that says so', () => {
		expect(sentBy('tanf-contractor-south', 'needs')[0]!.text.split('\r\n')[0]).toContain(
			'Need id;Participant id;'
		);
		expect(sentBy('tanf-contractor-south', 'participants', '2015Q1')[0]!.text).toMatch(/^sep=;\r\n/);
	});

	test('the city prints a report whose totals match its rows', () => {
		for (const { text, rows, path } of sentBy('city-housing-authority', 'deliveries')) {
			const total = /^Total,.*?([\d.]+),,\r$/m.exec(text)?.[1];
			const sum = rows.reduce((cents, row) => cents + Math.round(Number(row.amount_usd || 0) * 100), 0);
			expect(Math.round(Number(total) * 100), path).toBe(sum);
			expect(text).toMatch(/^City Housing Authority/);
			expect(text).toMatch(/Note: tenant share/);
		}
	});

	test('every undeclared US date column holds a day over 12, so that nobody must be asked', () => {
		const columns = { participants: ['birth_date', 'intake_date', 'exit_date'], deliveries: ['date'] };
		for (const [dataset, names] of Object.entries(columns)) {
			for (const { rows, path } of sentBy('city-housing-authority', dataset)) {
				for (const name of names) {
					const days = rows.map((row) => Number(row[name]!.split('/')[1] ?? 13));
					expect(Math.max(...days), `${path} ${name}`).toBeGreaterThan(12);
				}
			}
		}
	});

	test('the contractor north renames a header in the middle of 2014', () => {
		expect(sentBy('tanf-contractor-north', 'participants', '2014Q2')[0]!.headers).toContain('Client Zip');
		expect(sentBy('tanf-contractor-north', 'participants', '2014Q3')[0]!.headers).toContain('ZIP Code');
	});

	test('the city loses leading zeros of ZIP codes, and nobody else does', () => {
		const short = samples
			.filter(({ dataset }) => dataset === 'participants')
			.filter(({ rows }) => rows.some(({ zip }) => /^\d{4}$/.test(zip!)));
		expect([...new Set(short.map(({ partner }) => partner))]).toEqual(['city-housing-authority']);
	});

	test('the county housing authority prints dollars for readers and is late with its last quarter', () => {
		expect(sentBy('county-housing-authority', 'deliveries')[0]!.text).toMatch(
			/"\$\d,?\d{3}\.\d\d"|"\$\d{3}\.\d\d"/
		);
		expect(existsSync('data/samples/county-housing-authority/2015Q3')).toBe(false);
	});

	test('the college keeps leading zeros and adds a column nobody asked for', () => {
		expect(sentBy('training-college', 'participants')[0]!.rows[0]!.participant_id).toMatch(/^0\d{7}$/);
		expect(sentBy('training-college', 'enrollments')[0]!.headers).toContain('campus');
	});

	test('one quarter came twice, the second time whole', () => {
		const [first, second] = sentBy('tanf-contractor-south', 'deliveries', '2014Q3');
		expect(second!.path).toContain('deliveries.resubmitted.csv');
		expect(second!.rows.length).toBeGreaterThan(first!.rows.length + 20);
		const ids = new Set(second!.rows.map(({ delivery_id }) => delivery_id));
		expect(first!.rows.every(({ delivery_id }) => ids.has(delivery_id))).toBe(true);
	});

	test('people known to several partners are not always spelled alike', () => {
		const names = new Map<string, Set<string>>();
		for (const { rows } of samples.filter(({ dataset }) => dataset === 'participants')) {
			for (const { ssn, first_name, last_name } of rows) {
				const key = ssn!.replaceAll('-', '');
				if (key === '' || key === '999999999') continue;
				const known = names.get(key) ?? new Set();
				names.set(key, known.add(`${first_name} ${last_name}`.toUpperCase().replace('’', "'")));
			}
		}
		const several = [...names.values()].filter((spellings) => spellings.size > 1).length;
		expect(several).toBeGreaterThan(60);
		expect(several / names.size).toBeLessThan(0.2);
	});
});
