import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
	answerQuestions,
	checkInvariants,
	findingsWorkbook,
	loadAll,
	type LoadedFile
} from '$lib/server/intake';
import type { Warehouse } from '$lib/server/warehouse';
import { cutColumns } from '../../src/lib/server/intake/read/cut-columns';
import { accounted, closeHomes, DELIVERIES, openHome, options, rules, send } from './a-home';
import { row, workbook } from './make-workbook';
import { zip } from './make-zip';
import { csvsOf } from './open-zip';

afterAll(closeHomes);

function agree(w: Warehouse, partner: string, agreement: unknown): void {
	mkdirSync(join(w.home, 'agreements'), { recursive: true });
	writeFileSync(join(w.home, 'agreements', `${partner}.json`), JSON.stringify(agreement));
}

/** Files of the home, its database included, that hold one of these texts. */
function holding(w: Warehouse, secrets: (string | Buffer)[]): string[] {
	const files = (readdirSync(w.home, { recursive: true }) as string[])
		.map((name) => join(w.home, name))
		.filter((path) => statSync(path).isFile());
	expect(files.length).toBeGreaterThan(2);
	return files.filter((path) => secrets.some((secret) => readFileSync(path).includes(secret)));
}

const ROSTER = [
	'participant_id,first_name,SSN,zip,intake_date,Birth Date',
	'N-1,"Ann ""A"", B",512-34-5678,75001,2015-01-15,1990-01-31',
	'N-2,"two',
	'lines",523-45-6789,75001,2015-01-16,1991-01-31',
	'N-3,Cy,534-56-7891,75001,2015-01-17,1992-01-31'
];
const SECRETS = [
	'512-34-5678',
	'512345678',
	'523-45-6789',
	'523456789',
	'534-56-7891',
	'1990-01-31',
	'1991-01-31'
];
/** The roster as Excel writes "Unicode Text", in both orders of bytes and without a mark. */
const WIDE = [
	Buffer.from('\ufeff' + ROSTER.join('\r\n').replaceAll('Cy', 'Cé') + '\r\n', 'utf16le'),
	Buffer.from('\ufeff' + ROSTER.join('\r\n') + '\r\n', 'utf16le').swap16(),
	Buffer.from(ROSTER.join('\r\n') + '\r\n', 'utf16le')
];
const participants = { dataset: 'participants' as const };
const NO_SSN = { not_allowed: { participants: ['ssn', 'birth_date'] } };

async function roster(
	lines: string | string[] | Uint8Array = ROSTER
): Promise<{ w: Warehouse; file: LoadedFile }> {
	const w = await openHome();
	agree(w, 'navigators', NO_SSN);
	return { w, file: await send(w, lines, participants) };
}

describe('an agreement at the door', () => {
	it('cuts columns before anything is kept: their values are nowhere in the home, the rest is kept byte for byte', async () => {
		const { w, file } = await roster();
		expect(file).toMatchObject({ rows_loaded: 3, rows_rejected: 0 });
		expect(file.findings.filter(({ rule }) => rule === 'not_agreed')).toMatchObject([
			{ severity: 'warning', header: 'SSN', count: 3 },
			{ severity: 'warning', header: 'Birth Date', count: 3 }
		]);
		const [kept] = readdirSync(join(w.home, 'files')).filter((name) => name.endsWith('.navigators'));
		expect(kept?.startsWith(file.sha256)).toBe(true);
		expect(readFileSync(join(w.home, 'files', kept ?? ''), 'utf8').split('\n')).toEqual([
			'participant_id,first_name,zip,intake_date',
			'N-1,"Ann ""A"", B",75001,2015-01-15',
			'N-2,"two',
			'lines",75001,2015-01-16',
			'N-3,Cy,75001,2015-01-17',
			''
		]);
		await w.transaction((tx) => tx.run('CHECKPOINT')).catch(() => undefined);
		expect(holding(w, SECRETS)).toEqual([]);
		expect(holding(w, ['intake_date'])).not.toEqual([]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		await findingsWorkbook(w, file.submission_id ?? '');
	});

	it('knows the same bytes again by what was sent', async () => {
		const { w, file } = await roster();
		expect(await send(w, ROSTER, participants)).toMatchObject({
			submission_id: file.submission_id,
			sha256: file.sha256,
			already_received: true
		});
	});

	it('cuts nothing for a partner without an agreement, or whose agreement leaves nothing out', async () => {
		const w = await openHome();
		agree(w, 'navigators', { until: '2016-12-31' });
		const file = await send(w, ROSTER, participants);
		expect(rules(file)).not.toContain('not_agreed');
		expect(readFileSync(join(w.home, 'files', file.sha256), 'utf8')).toContain('512-34-5678');
	});

	it('keeps of a row that fits no header only its place, since the value may stand anywhere', async () => {
		const broken = [
			...ROSTER,
			'N-4,Di,extra,545-67-8912,75001,2015-01-17,1992-01-31',
			'N-5,545-67-8912',
			'N-6,"Ed"x,545-67-8912,75001,2015-01-17,1992-01-31',
			'N-7,"open,545-67-8912,75001,2015-01-17,1992-01-31',
			'N-8,Flo,534-56-0000,75001,2015-01-18,1992-01-31'
		];
		const { w, file } = await roster(broken);
		expect(file).toMatchObject({ rows_loaded: 4, rows_rejected: 4, rows_in_file: 9 });
		expect(accounted(file)).toBe(9);
		expect(file.findings.filter(({ rule }) => rule === 'row_width').flatMap(({ rows }) => rows)).toEqual([
			6, 7, 8, 9
		]);
		expect(holding(w, [...SECRETS, '545-67-8912', '534-56-0000'])).toEqual([]);
	});

	it('is the same for gzip, Windows-1252 and UTF-16, and refuses what cannot be cut as it streams, keeping nothing', async () => {
		for (const bytes of [
			gzipSync(ROSTER.join('\n') + '\n'),
			Buffer.from(ROSTER.join('\r\n').replace('Cy', 'Cé') + '\r\n', 'latin1'),
			...WIDE
		]) {
			const { w, file } = await roster(bytes);
			expect(file.rows_loaded).toBe(3);
			expect(file.findings.filter(({ rule }) => rule === 'not_agreed')).toHaveLength(2);
			expect(holding(w, [...SECRETS, ...SECRETS.map((secret) => Buffer.from(secret, 'utf16le'))])).toEqual(
				[]
			);
		}
		const sheet = workbook([{ name: 'A', rows: ROSTER.map((line) => row(line.split(','))).join('') }]);
		const packed = gzipSync(gzipSync(ROSTER.join('\n')));
		for (const bytes of [
			sheet,
			packed,
			gzipSync(sheet),
			Buffer.from([0xff, 0xfe, 0, 0, ...Buffer.from(ROSTER.join('\n'))])
		]) {
			const { w, file } = await roster(bytes);
			expect(file).toMatchObject({ status: 'rejected', submission_id: null });
			expect(rules(file)).toEqual(['cannot_be_cut']);
			expect(readdirSync(join(w.home, 'files'))).toEqual([]);
		}
	});

	it('leaves a file in UTF-16 as it was but for the columns that are cut', async () => {
		const { w, file } = await roster(WIDE[0]);
		const kept = readFileSync(join(w.home, 'files', `${file.sha256}.navigators`));
		expect(file.encoding).toBe('utf-16le');
		expect(kept.toString('utf16le').split('\r\n')).toEqual([
			'\ufeffparticipant_id,first_name,zip,intake_date',
			'N-1,"Ann ""A"", B",75001,2015-01-15',
			'N-2,"two',
			'lines",75001,2015-01-16',
			'N-3,Cé,75001,2015-01-17',
			''
		]);
	});

	it('knows the headers of outside standards: what goes into a column that is not allowed is cut', async () => {
		const w = await openHome();
		agree(w, 'navigators', {
			not_allowed: { participants: ['birth_date', 'race_ethnicity', 'exit_reason'] }
		});
		const lines = [
			'PIRL100,200 Date of Birth (WIOA),PIRL210,White,PIRL900,PIRL901,PIRL923,PIRL1602',
			'A-1,19900131,1,1,20140105,20140630,03,1',
			'A-2,19910131,0,1,20140105,20140630,06,0'
		];
		const file = await send(w, lines, { dataset: undefined }, { name: 'pirl.csv' });
		expect(file).toMatchObject({ format: 'pirl', rows_loaded: 2, rows_rejected: 0 });
		const cut = file.findings.filter(({ rule }) => rule === 'not_agreed').map(({ header }) => header);
		expect(cut).toEqual(['200 Date of Birth (WIOA)', 'PIRL210', 'White', 'PIRL923']);
		expect(holding(w, ['19900131', '19910131'])).toEqual([]);
		const people = await w.read(
			'SELECT participant_id, race_ethnicity, exit_date::VARCHAR AS left_on, exit_reason FROM staging.stg_participants ORDER BY 1'
		);
		expect(people.map((one) => Object.values(one))).toEqual([
			['A-1', 'unknown', '2014-06-30', 'unknown'],
			['A-2', 'unknown', '2014-06-30', 'unknown']
		]);
	});

	it('takes the numbers out of a file of TANF exiters without a header, of which nothing is left then', async () => {
		const w = await openHome();
		agree(w, 'navigators', NO_SSN);
		await send(w, ['participant_id,intake_date', 'N-1,2015-01-02'], participants);
		const file = await send(w, ['201501,512345678', '201501,523456789'], { dataset: undefined });
		expect(file.rows_loaded).toBe(0);
		expect(holding(w, SECRETS)).toEqual([]);
	});

	it('cuts a column of people out of a file that was sent as something else, too', async () => {
		const w = await openHome();
		agree(w, 'navigators', NO_SSN);
		const file = await send(w, ROSTER, { dataset: 'deliveries' });
		expect(file.status).toBe('rejected');
		expect(holding(w, SECRETS)).toEqual([]);
	});

	it('cuts a column, called otherwise, once an answer says what it is', async () => {
		const w = await openHome();
		agree(w, 'navigators', { not_allowed: { participants: ['birth_date', 'Case note'] } });
		const lines = [
			'client no,geb,Case note,intake_date',
			'N-1,1990-01-31,secret words,2015-01-15',
			'N-2,1991-01-31,,2015-01-15'
		];
		const asked = await send(w, lines, participants);
		expect(asked.status).toBe('needs_answer');
		expect(holding(w, ['secret words'])).toEqual([]);
		const answers = { 'column.participant_id': 'client no', 'column.birth_date': 'geb' };
		const file = await answerQuestions(w, asked.submission_id ?? '', answers, options());
		expect(file).toMatchObject({ submission_id: asked.submission_id, sha256: asked.sha256, rows_loaded: 2 });
		expect(file.findings.filter(({ rule }) => rule === 'not_agreed').map(({ header }) => header)).toEqual([
			'Case note',
			'geb'
		]);
		expect(holding(w, ['1990-01-31', '1991-01-31'])).toEqual([]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('refuses files outside its time, and a file of agreements that cannot be meant, each with a sentence', async () => {
		const w = await openHome();
		const refusal = async (agreement: unknown) => {
			agree(w, 'navigators', agreement);
			const { findings, status } = await send(w, ROSTER, participants);
			expect(status).toBe('rejected');
			return `${findings[0]?.rule}: ${findings[0]?.message}`;
		};
		expect(await refusal({ until: '2015-04-01' })).toBe(
			'agreement_ended: The sharing agreement with navigators ended on Apr 1, 2015; nothing was received.'
		);
		expect(await refusal({ from: '2015-04-03' })).toContain('begins on Apr 3, 2015');
		expect(await refusal({ until: 'soon' })).toContain('until: The last day is written like 2015-12-31');
		expect(await refusal({ not_allowed: { participants: ['participant_id'] } })).toContain(
			'participants cannot be read without participant_id'
		);
		expect(await refusal({ not_allowed: { people: [] } })).toContain('A dataset is one of');
		expect(existsSync(join(w.home, 'files'))).toBe(false);
		agree(w, 'navigators', { from: '2015-04-02', until: '2015-04-02' });
		expect((await send(w, ROSTER, participants)).rows_loaded).toBe(3);
	});
});

describe('datasets that an agreement allows', () => {
	it('refuses another one with a sentence and keeps nothing of it, whether it was named or recognised', async () => {
		const w = await openHome();
		agree(w, 'navigators', { datasets: ['deliveries', 'needs'] });
		const named = await send(w, ROSTER, participants);
		const recognised = await send(w, ROSTER, { dataset: undefined });
		for (const file of [named, recognised]) {
			expect(file).toMatchObject({ status: 'rejected', rows_loaded: 0 });
			expect(file.findings).toMatchObject([
				{
					rule: 'dataset_not_agreed',
					message:
						'The sharing agreement with navigators does not include Participants; nothing was received.',
					fix: 'It includes Deliveries, Needs. Ask the administrator if that has changed.'
				}
			]);
		}
		expect(holding(w, SECRETS)).toEqual([]);
		const allowed = await send(w, [
			DELIVERIES,
			'D-1,N-1,child_care,delivered,2015-01-10,1,month,1000.00,HPOG-2010,'
		]);
		expect(allowed.rows_loaded).toBe(1);
	});

	it('offers only those when it asks what a file is about', async () => {
		const w = await openHome();
		agree(w, 'navigators', { datasets: ['deliveries', 'needs'] });
		const { questions } = await send(w, ['alpha,beta', '1,2'], { dataset: undefined });
		const asked = questions.find(({ code }) => code === 'dataset');
		expect(asked?.choices.map(({ value }) => value).sort()).toEqual(['deliveries', 'needs']);
	});

	it('leaves the others out of an export of an outside standard, and says so', async () => {
		const w = await openHome();
		agree(w, 'navigators', { datasets: ['participants', 'enrollments'] });
		const bytes = readFileSync('data/samples/formats/hmis_csv/fy2026.zip');
		const files = await loadAll(
			w,
			{ name: 'hmis.zip', bytes },
			{ partner: 'navigators', period: '2025Q4' },
			options()
		);
		const made = new Set(files.flatMap(({ datasets }) => (datasets ?? []).map(({ dataset }) => dataset)));
		expect([...made]).toContain('participants');
		expect([...made].filter((id) => !['participants', 'enrollments'].includes(id))).toEqual([]);
		expect(files.flatMap(({ reasons }) => reasons).join(' ')).toContain(
			'Not taken, because the sharing agreement does not include it: Needs'
		);
		for (const file of files) expect(accounted(file)).toBe(file.rows_in_file);
		const kept = csvsOf(readFileSync(join(w.home, 'files', `${files[0]?.sha256}.navigators`)));
		const nothing = (name: string) =>
			kept
				.get(name)
				?.trim()
				.split('\n')
				.every((line) => line === 'left out');
		expect([...kept.keys()].filter(nothing).sort()).toEqual([
			'CurrentLivingSituation.csv',
			'EmploymentEducation.csv',
			'Funder.csv',
			'Services.csv'
		]);
		const services = files.find(({ file }) => file === 'Services.csv');
		expect(services?.rows_ignored.map(({ why }) => why)).toContain(
			'the agreement does not include what is made of it'
		);
		expect(kept.get('Client.csv')).toContain('PersonalID,');
		expect(kept.get('Client.csv')).not.toContain('DateCreated');
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it.each(['participants', 'enrollments', 'needs', 'deliveries', 'outcomes'])(
		'makes the same rows of what is left as of the whole export, where it includes %s alone',
		async (dataset) => {
			const rows = async (agreement: object) => {
				const w = await openHome();
				agree(w, 'navigators', agreement);
				for (const name of ['hmis_csv/fy2026.zip', 'pirl/pirl.csv']) {
					const source = { name: 'export', bytes: readFileSync(`data/samples/formats/${name}`) };
					await loadAll(w, source, { partner: 'navigators', period: '2015Q1' }, options());
				}
				expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
				return w.read(`SELECT * EXCLUDE (submission_id) FROM staging.stg_${dataset} ORDER BY ALL`);
			};
			const only = await rows({ datasets: [dataset] });
			expect(only.length).toBeGreaterThan(0);
			expect(only).toEqual(await rows({}));
		},
		60_000
	);

	const PIRL = [
		'PIRL100,PIRL200,PIRL210,PIRL900,PIRL901,PIRL923,PIRL1602,PIRL9999,Notes',
		'A-1,19900131,1,20140105,20140630,03,1,secret,her aunt',
		'A-2,19910131,0,20140105,20140630,06,0,secret,his uncle'
	];

	it('keeps of such a file only the columns that what is allowed is made of, whatever the others hold', async () => {
		const w = await openHome();
		agree(w, 'navigators', { datasets: ['participants'] });
		const file = await send(w, PIRL, { dataset: undefined }, { name: 'pirl.csv' });
		expect(file).toMatchObject({ format: 'pirl', rows_loaded: 2 });
		expect(file.datasets?.map(({ dataset }) => dataset)).toEqual(['participants']);
		expect(holding(w, ['secret', 'her aunt'])).toEqual([]);
		expect(readFileSync(join(w.home, 'files', `${file.sha256}.navigators`), 'utf8').split('\n')).toEqual([
			'PIRL100,PIRL200,PIRL210,PIRL900,PIRL901,PIRL923',
			'A-1,19900131,1,20140105,20140630,03',
			'A-2,19910131,0,20140105,20140630,06',
			''
		]);
		const all = await openHome();
		agree(all, 'navigators', { datasets: ['participants', 'enrollments', 'deliveries', 'outcomes'] });
		await send(all, PIRL, { dataset: undefined }, { name: 'pirl.csv' });
		expect(holding(all, ['her aunt'])).toHaveLength(1);
	});

	it('refuses such a file where it would have to be kept whole, and takes a workbook of what is allowed', async () => {
		const w = await openHome();
		agree(w, 'navigators', { datasets: ['participants'] });
		const sheet = (lines: string[]) =>
			workbook([{ name: 'A', rows: lines.map((line) => row(line.split(','))).join('') }]);
		const refused = await send(w, sheet(PIRL), { dataset: undefined }, { name: 'pirl.xlsx' });
		expect(refused).toMatchObject({ status: 'rejected', rows_loaded: 0 });
		expect(refused.findings[0]?.message).toContain(
			'pirl.xlsx is a workbook. The sharing agreement leaves out'
		);
		expect(holding(w, ['A-1', '19900131'])).toEqual([]);
		const own = await send(w, sheet(['participant_id,intake_date', 'N-1,2015-01-02']), participants);
		expect(own.rows_loaded).toBe(1);
	});
});

describe('an agreement at the door, of a zip', () => {
	const HMIS = 'data/samples/formats/hmis_csv/fy2026.zip';
	const QUARTER = { partner: 'navigators', period: '2015Q1' };

	async function sendZip(
		bytes: Buffer,
		not_allowed: Record<string, string[]>
	): Promise<{ w: Warehouse; files: LoadedFile[] }> {
		const w = await openHome();
		agree(w, 'navigators', { not_allowed });
		return { w, files: await loadAll(w, { name: 'quarter.zip', bytes }, QUARTER, options()) };
	}

	function cutOf(files: LoadedFile[]): [string, string | null][] {
		return files.flatMap(({ file, findings }) =>
			findings
				.filter(({ rule }) => rule === 'not_agreed')
				.map(({ header }): [string, string | null] => [file, header])
		);
	}

	it('cuts each of several tables in memory; what was cut is nowhere in the home', async () => {
		const bytes = zip(
			{ name: 'q1/participants.csv', content: Buffer.from(ROSTER.join('\n') + '\n') },
			{
				name: 'q1/needs.csv',
				content: Buffer.from(
					'need_id,participant_id,service,identified_date,status,SSN\nD-1,N-1,food,2015-02-01,open,512-34-5678\n'
				)
			}
		);
		const { w, files } = await sendZip(bytes, NO_SSN.not_allowed);
		expect(files.map(({ file, rows_loaded }) => [file, rows_loaded])).toEqual([
			['participants.csv', 3],
			['needs.csv', 1]
		]);
		expect(cutOf(files)).toEqual([
			['participants.csv', 'SSN'],
			['participants.csv', 'Birth Date'],
			['needs.csv', 'SSN']
		]);
		expect(holding(w, SECRETS)).toEqual([]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		const again = await loadAll(w, { name: 'quarter.zip', bytes }, QUARTER, options());
		expect(again.map(({ already_received }) => already_received)).toEqual([true, true]);
	});

	it('says what lies beside the tables and is not kept, and cuts a table alone in a zip', async () => {
		const roster = { name: 'participants.csv', content: Buffer.from(ROSTER.join('\n') + '\n') };
		const { w, files } = await sendZip(
			zip(roster, { name: 'letter.pdf', content: Buffer.from('%PDF 512-34-5678') }),
			NO_SSN.not_allowed
		);
		expect(files.map(({ file, rows_loaded }) => [file, rows_loaded])).toEqual([
			['participants.csv', 3],
			['letter.pdf', 0]
		]);
		expect(rules(files[1]!)).toEqual(['not_a_table']);
		expect(holding(w, SECRETS)).toEqual([]);
		const alone = await sendZip(zip(roster), NO_SSN.not_allowed);
		expect(cutOf(alone.files).map(([, header]) => header)).toEqual(['SSN', 'Birth Date']);
		expect(holding(alone.w, SECRETS)).toEqual([]);
	});

	it('cuts an export of an outside standard by its own headers, beside what is never stored', async () => {
		const { w, files } = await sendZip(readFileSync(HMIS), {
			participants: ['birth_date', 'ssn', 'last_name', 'exit_date', 'is_tanf']
		});
		expect(cutOf(files)).toEqual([
			['Client.csv', 'LastName'],
			['Client.csv', 'SSN'],
			['Client.csv', 'DOB'],
			['IncomeBenefits.csv', 'TANF']
		]);
		const exits = files.find(({ file }) => file === 'Exit.csv')!;
		expect(exits.rows_ignored).toEqual([
			{ row: 1, count: 3, why: 'the agreement leaves out a column that it cannot be read without' }
		]);
		for (const file of files) expect(accounted(file), file.file).toBe(file.rows_in_file);
		const { sha256 } = files[0]!;
		const kept = csvsOf(readFileSync(join(w.home, 'files', `${sha256}.navigators`)));
		expect(kept.get('Client.csv')!.split('\n')[0]).not.toMatch(/SSN,|LastName|DOB,/);
		expect([...kept.keys()]).not.toContain('HealthAndDV.csv');
		const people = await w.read('SELECT DISTINCT exit_date, is_tanf FROM staging.stg_participants');
		expect(people).toEqual([{ exit_date: null, is_tanf: null }]);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('keeps nothing of a zip that is damaged or holds what cannot be cut', async () => {
		const roster = Buffer.from(ROSTER.join('\n') + '\n');
		const broken = zip({ name: 'participants.csv', content: roster, crc: 1 });
		const inner = zip({ name: 'participants.csv', content: roster });
		for (const bytes of [broken, zip({ name: 'a.csv', content: inner }), inner.subarray(0, 60)]) {
			const { w, files } = await sendZip(bytes, NO_SSN.not_allowed);
			expect(files.map(({ status }) => status)).toEqual(['rejected']);
			expect(readdirSync(join(w.home, 'files'))).toEqual([]);
		}
	});
});

describe('cutting columns', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', ';', '1'), maxLength: 6 });
	const cell = fc.oneof(text, fc.constantFrom('plain', ''));

	it('leaves every other byte as it was, wherever the pieces of the stream end', async () => {
		const table = fc
			.tuple(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 1, max: 64 }))
			.chain(([width, piece]) =>
				fc.record({
					piece: fc.constant(piece),
					cut: fc.uniqueArray(fc.integer({ min: 0, max: width - 1 }), { minLength: 1, maxLength: width - 2 }),
					rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
						minLength: 1,
						maxLength: 12
					}),
					end: fc.constantFrom('\n', '\r\n')
				})
			);
		const written = (cells: string[]) =>
			cells.map((one) => (/[",\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(',');
		await fc.assert(
			fc.asyncProperty(table, async ({ piece, cut, rows, end }) => {
				const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'].slice(0, rows[0]?.length);
				const all = [names, ...rows];
				const bytes = Buffer.from(all.map((cells) => written(cells) + end).join(''));
				async function* pieces(): AsyncGenerator<Uint8Array> {
					for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
				}
				const knows = (cells: string[]) => cells.filter((one) => names.includes(one)).length;
				const out: Buffer[] = [];
				for await (const part of cutColumns(pieces(), {
					knows,
					cellsOf: () => cut.toSorted(),
					tell: () => undefined
				}))
					out.push(Buffer.from(part));
				const left = all.map((cells) => written(cells.filter((_, at) => !cut.includes(at))) + end).join('');
				const isAllEmpty = (cells: string[]) => cells.every((one) => one.trim() === '');
				if (!rows.some(isAllEmpty)) expect(Buffer.concat(out).toString()).toBe(left);
			}),
			{ numRuns: 300 }
		);
	});
});
