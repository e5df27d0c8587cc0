import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	codeLabel,
	codeList,
	codeLists,
	dataset,
	datasets,
	formats,
	sameHeader,
	tableSchema,
	template
} from '$lib/catalog';
import { readCatalog, type Declarations } from '$lib/catalog/catalog';

describe('what is declared', () => {
	test('is eight datasets, each column with a title, a description and an example', () => {
		expect(datasets()).toHaveLength(8);
		for (const { columns, grain } of datasets()) {
			expect(grain).toMatch(/^one row per /);
			for (const column of columns) {
				expect(column.title && column.description && column.example, column.name).toBeTruthy();
			}
		}
	});

	test('is named as the data dictionary names it', () => {
		expect(dataset('needs').columns.map(({ name }) => name)).toEqual([
			'need_id',
			'participant_id',
			'service',
			'identified_date',
			'status',
			'closed_date',
			'urgency',
			'note_code'
		]);
		expect(dataset('expenditures').primary_key).toEqual(['award_id', 'quarter', 'service']);
	});

	test('marks as identifying the names, birth date, numbers and the hash, and nothing else', () => {
		const marked = datasets().flatMap(({ columns }) => columns.filter(({ identifying }) => identifying));
		expect(marked.map(({ name }) => name)).toEqual([
			'first_name',
			'last_name',
			'birth_date',
			'ssn',
			'alt_id',
			'identity_hash'
		]);
	});

	test('gives examples that keep to their own codes, patterns and bounds', () => {
		for (const { columns } of datasets()) {
			for (const { name, example, codes, pattern, minimum, type } of columns) {
				const values = type === 'list' ? example.split(';') : [example];
				const known = codes === null ? null : codeList(codes).codes.map(({ code }) => code);
				for (const value of values) if (known) expect(known, name).toContain(value);
				if (pattern !== null) expect(example, name).toMatch(new RegExp(pattern));
				if (typeof minimum === 'number') expect(Number(example), name).toBeGreaterThanOrEqual(minimum);
			}
		}
	});

	test('gives every code a label and a source, and every service a plain word', () => {
		for (const { codes } of codeLists())
			for (const { label, source } of codes) expect(label && source).toBeTruthy();
		expect(codeList('services').codes).toHaveLength(16);
		expect(codeLabel('services', 'exam_license_fees')).toBe('Exam and license fees');
		expect(codeLabel('services', 'something_new')).toBe('something_new');
	});

	test('lets expenditures say administration where people need a service', () => {
		expect(codeLabel('services+spending_lines', 'administration')).toBe('Administration');
		expect(codeList('services').codes.map(({ code }) => code)).not.toContain('administration');
	});

	test('has our own format for every dataset, and one partner’s layout', () => {
		expect(formats().filter(({ id }) => id === 'own')).toHaveLength(8);
		const north = formats().filter(({ partner }) => partner === 'tanf-contractor-north');
		expect(north.map((format) => format.dataset).sort()).toEqual(['deliveries', 'needs', 'participants']);
	});

	test('compares headers without regard to case, spaces and underscores', () => {
		expect(sameHeader(' First  Name ')).toBe(sameHeader('first_name'));
		expect(sameHeader('Kids < 13')).not.toBe(sameHeader('Kids 13'));
	});

	test('makes blank templates, and Table Schemas with the codes written out', () => {
		expect(template('needs')).toBe(
			'need_id,participant_id,service,identified_date,status,closed_date,urgency,note_code\r\n'
		);
		const fields = tableSchema('needs').fields as { name: string; constraints?: { enum?: string[] } }[];
		expect(fields.find(({ name }) => name === 'urgency')?.constraints?.enum).toEqual([
			'low',
			'medium',
			'high'
		]);
	});
});

describe('a broken declaration is refused in a sentence that names the file and the field', () => {
	const whole = (): Declarations => ({
		codes: textsIn('codes'),
		datasets: textsIn('datasets'),
		formats: textsIn('formats')
	});

	function broken(kind: keyof Declarations, name: string, edit: (text: string) => string): Declarations {
		const declarations = whole();
		const path = `/data/${kind}/${name}`;
		declarations[kind] = { ...declarations[kind], [path]: edit(declarations[kind][path] ?? '') };
		return declarations;
	}

	test.each<[string, keyof Declarations, string, (text: string) => string, RegExp]>([
		[
			'a type that is none',
			'datasets',
			'needs.json',
			(text) => text.replace('"date"', '"day"'),
			/data\/datasets\/needs\.json: fields\.3\.type is wrong\. A type is string/
		],
		[
			'a misspelled key',
			'datasets',
			'needs.json',
			(text) => text.replace('"title": "Needs"', '"titel": "Needs"'),
			/needs\.json: .*titel|needs\.json: title is wrong/
		],
		[
			'a code list that does not exist',
			'datasets',
			'needs.json',
			(text) =>
				text
					.replace('"urgency"\n', '"urgent"\n')
					.replace('"braidwork:codes": "urgency"', '"braidwork:codes": "urgent"'),
			/field urgency is wrong\. There is no code list urgent/
		],
		[
			'a key column that does not exist',
			'datasets',
			'needs.json',
			(text) => text.replace('["need_id"]', '["id"]'),
			/primaryKey is wrong\. There is no column id/
		],
		[
			'no JSON at all',
			'datasets',
			'needs.json',
			(text) => text.slice(0, 200),
			/needs\.json: the file is not JSON/
		],
		[
			'a column twice',
			'datasets',
			'needs.json',
			(text) => text.replace('"name": "note_code"', '"name": "urgency"'),
			/the column "urgency" is already declared/
		],
		[
			'a code twice',
			'codes',
			'sex.csv',
			(text) => text + 'female,Female,again,nobody\n',
			/sex\.csv: the code "female" is already declared/
		],
		[
			'a code without a source',
			'codes',
			'sex.csv',
			(text) => text + 'x,X,no source,\n',
			/sex\.csv: line 6 is wrong\. A code needs a label and a source/
		],
		[
			'a code list with another header',
			'codes',
			'sex.csv',
			(text) => text.replace('label', 'name'),
			/sex\.csv: the header is wrong/
		],
		[
			'a header for a column that does not exist',
			'formats',
			'tanf-north.json',
			(text) => text.replace('"DOB": "birth_date"', '"DOB": "born"'),
			/tanf-north\.json: header "DOB" is wrong\. participants has no column born/
		],
		[
			'two meanings of one header',
			'formats',
			'tanf-north.json',
			(text) => text.replace('"SSN": "ssn"', '"dob": "ssn"'),
			/It stands for both birth_date and ssn/
		],
		[
			'a code that nobody knows',
			'formats',
			'tanf-north.json',
			(text) => text.replace('"F": "female"', '"F": "woman"'),
			/codes\.sex is wrong\. "woman" is not a code of sex/
		],
		[
			'a required column without a header',
			'formats',
			'tanf-north.json',
			(text) => text.replace('"Barrier": "service",', ''),
			/No header stands for the required service/
		],
		[
			'a column of ours that does not exist, made of a standard',
			'formats',
			'pirl.json',
			(text) => text.replace('"birth_date": "200"', '"born": "200"'),
			/pirl\.json: makes\.0 is wrong\. participants has no column born/
		],
		[
			'a column of a standard that is not declared',
			'formats',
			'pirl.json',
			(text) => text.replace('"birth_date": "200"', '"birth_date": "2000"'),
			/pirl\.json: table PIRL is wrong\. There is no column 2000/
		],
		[
			'a code that a standard is turned into and nobody knows',
			'formats',
			'pirl.json',
			(text) => text.replace('"1": "male"', '"1": "man"'),
			/pirl\.json: makes\.0\.columns\.sex is wrong\. "man" is not a code of sex/
		],
		[
			'a layout under another file name',
			'formats',
			'other.json',
			() => textsIn('formats')['/data/formats/own.json'] ?? '',
			/other\.json: id is wrong/
		]
	])('%s', (_what, kind, name, edit, sentence) => {
		expect(() => readCatalog(broken(kind, name, edit))).toThrow(sentence);
	});

	test('the same dataset in two files', () => {
		const declarations = whole();
		declarations.datasets['/data/more/needs.json'] = declarations.datasets['/data/datasets/needs.json']!;
		expect(() => readCatalog(declarations)).toThrow(
			'data/more/needs.json: the dataset "needs" is already declared in data/datasets/needs.json.'
		);
	});

	test('nothing broken, nothing refused', () => {
		expect(() => readCatalog(whole())).not.toThrow();
	});
});

function textsIn(kind: string): Record<string, string> {
	const names = readdirSync(`data/${kind}`);
	return Object.fromEntries(
		names.map((name) => [`/data/${kind}/${name}`, readFileSync(`data/${kind}/${name}`, 'utf8')])
	);
}
