import { readFileSync } from 'node:fs';
import { us } from './days.ts';
import { encode, writeTable, type Dialect } from './encode.ts';
import type { Filed, Row } from './filed.ts';
import { frame } from './frame.ts';
import type { PartnerId } from './partnership.ts';

/** One partner's way of writing: dialect, headers, dates, words for yes and no. */
interface Manner extends Partial<Dialect> {
	headers: 'names' | 'titles' | 'layout';
	dates: 'iso' | 'us';
	yesNo?: [string, string];
}

const MANNERS: Record<PartnerId, Manner> = {
	'workforce-partnership': { headers: 'names', dates: 'iso' },
	navigators: { headers: 'names', dates: 'iso', encoding: 'windows-1252', newline: '\r\n' },
	'county-human-services': {
		headers: 'titles',
		dates: 'iso',
		encoding: 'utf-16le',
		delimiter: '\t',
		newline: '\r\n',
		yesNo: ['Yes', 'No']
	},
	'tanf-contractor-north': { headers: 'layout', dates: 'us' },
	'tanf-contractor-south': {
		headers: 'titles',
		dates: 'iso',
		delimiter: ';',
		newline: '\r\n',
		yesNo: ['TRUE', 'FALSE']
	},
	'city-housing-authority': { headers: 'titles', dates: 'us', newline: '\r\n' },
	'county-housing-authority': { headers: 'names', dates: 'iso', quotesAll: true, newline: '\r\n' },
	'training-college': { headers: 'names', dates: 'iso', encoding: 'utf-8-bom', newline: '\r\n' }
};

/** Money and the matrix are typed into our templates by hand; only the navigators' editor stays itself. */
const TEMPLATES = ['awards', 'expenditures', 'offerings'];

const PLAIN: Dialect = { encoding: 'utf-8', delimiter: ',', newline: '\n', quotesAll: false };

/** From the release of July 2014 on, the contractor's system names this column otherwise. */
const RENAMED = { from: 'Client Zip', to: 'ZIP Code', quarter: 3 };

/** A file as its partner writes it, in bytes. */
export function spell(filed: Filed): Uint8Array {
	const manner = mannerOf(filed);
	const dialect = { ...PLAIN, ...manner };
	const header = filed.columns.map((column) => headerOf(filed, manner, column));
	const body = filed.rows.map((row) => filed.columns.map((column) => cellOf(filed, manner, { column, row })));
	const { before, cells, after } = frame(filed, [header, ...body]);
	return encode(before + writeTable(cells, dialect) + after, dialect.encoding);
}

function mannerOf(filed: Filed): Manner {
	if (!TEMPLATES.includes(filed.dataset)) return MANNERS[filed.partner];
	const { encoding } = MANNERS[filed.partner];
	return { headers: 'names', dates: 'iso', ...(encoding === 'windows-1252' && { encoding }) };
}

function headerOf(filed: Filed, manner: Manner, column: string): string {
	if (manner.headers === 'names') return column;
	if (manner.headers === 'titles') return fieldOf(filed.dataset, column).title;
	const headers = layoutOf(filed.dataset).headers;
	const theirs = Object.keys(headers).filter((header) => headers[header] === column);
	const isRenamed = theirs.length > 1;
	return isRenamed ? (filed.quarter >= RENAMED.quarter ? RENAMED.to : RENAMED.from) : theirs[0]!;
}

function cellOf(filed: Filed, manner: Manner, { column, row }: { column: string; row: Row }): string {
	const value = row[column] ?? '';
	if (value === '') return '';
	const { type } = fieldOf(filed.dataset, column);
	if (manner.headers === 'layout') {
		const codes = layoutOf(filed.dataset).codes[column];
		const theirs = codes && Object.keys(codes).find((code) => codes[code] === value);
		if (theirs !== undefined) return theirs;
	}
	if (type === 'date' && manner.dates === 'us') return us(value);
	if (type === 'boolean' && manner.yesNo) return manner.yesNo[value === 'true' ? 0 : 1];
	return partnerHabit(filed, column, value);
}

/** The city's workbook takes ZIP codes for numbers; the county's housing system prints money for readers. */
function partnerHabit({ partner, dataset }: Filed, column: string, value: string): string {
	if (partner === 'city-housing-authority' && column === 'zip') return String(Number(value));
	const isPrinted =
		partner === 'county-housing-authority' && dataset === 'deliveries' && column === 'amount_usd';
	return isPrinted ? `$${value.replace(/\B(?=(\d{3})+\.)/g, ',')}` : value;
}

type Field = { name: string; title: string; type: string };
type Layout = { headers: Record<string, string>; codes: Record<string, Record<string, string>> };

const fields = new Map<string, Field[]>();

function fieldOf(dataset: string, column: string): Field {
	if (!fields.has(dataset))
		fields.set(dataset, readJson<{ fields: Field[] }>(`datasets/${dataset}.json`).fields);
	const field = fields.get(dataset)!.find(({ name }) => name === column);
	return field ?? { name: column, title: column, type: 'string' };
}

const layout = readJson<{ datasets: Record<string, Layout> }>('formats/tanf-north.json');

function layoutOf(dataset: string): Layout {
	return layout.datasets[dataset]!;
}

function readJson<Value>(path: string): Value {
	return JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8')) as Value;
}
