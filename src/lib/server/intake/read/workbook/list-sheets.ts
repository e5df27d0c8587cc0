import { posix } from 'node:path';
import { notCsv } from '../refuse-kind';
import { damaged, partOf, visitPart, type Parts } from './open-parts';
import { attribute, unescapeXml } from './scan-xml';
import { formatOf, type CellFormat } from './spell-cell';

/** A sheet of a workbook and the part that holds it. */
export interface Sheet {
	name: string;
	part: string;
	isHidden: boolean;
}

/** What the cells of all sheets share: texts, formats, and the day from which dates count. */
export interface Workbook {
	sheets: Sheet[];
	strings: string[];
	formats: CellFormat[];
	/** Dates count from 1904, as old Macintosh workbooks have it. */
	from1904: boolean;
}

/** Most texts that are held in memory; real workbooks stay far below. */
const MOST_STRINGS = 256 * 1024 * 1024;

/** Reads what a workbook says of its sheets, and what their cells share. */
export async function openWorkbook(parts: Parts): Promise<Workbook> {
	const [first] = (await relations(parts, '')).values();
	const main = first?.target ?? 'xl/workbook.xml';
	if (main.endsWith('.bin') || partOf(parts, 'xl/workbook.bin')) throw binary(parts.name);
	if (parts.members.some(({ name }) => /vbaProject\.bin$/i.test(name))) throw macros(parts.name);
	if (!partOf(parts, main)) throw damaged(parts.name);
	const related = await relations(parts, main);
	const { sheets, from1904 } = await sheetsOf(parts, main, related);
	const ofKind = (kind: string) => [...related.values()].find(({ type }) => type === kind)?.target;
	return {
		sheets,
		from1904,
		strings: await stringsOf(parts, ofKind('sharedStrings')),
		formats: await formatsOf(parts, ofKind('styles'))
	};
}

interface Relation {
	type: string;
	target: string;
}

/** The parts that a part points to, by id. What lies outside the workbook is never followed. */
async function relations(parts: Parts, part: string): Promise<Map<string, Relation>> {
	const { dir, base } = posix.parse(part);
	const found = new Map<string, Relation>();
	const path = posix.join(dir, '_rels', `${base}.rels`);
	if (!partOf(parts, path)) return found;
	await visitPart(parts, path, {
		open(name, tag) {
			if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
			const target = attribute(tag, 'Target') ?? '';
			const type = (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '';
			if (part === '' && type !== 'officeDocument') return;
			const whole = target.startsWith('/') ? target.slice(1) : posix.join(dir, target);
			found.set(attribute(tag, 'Id') ?? '', { type, target: whole });
		},
		text() {},
		close() {}
	});
	return found;
}

async function sheetsOf(
	parts: Parts,
	main: string,
	related: Map<string, Relation>
): Promise<{ sheets: Sheet[]; from1904: boolean }> {
	const sheets: Sheet[] = [];
	let from1904 = false;
	await visitPart(parts, main, {
		open(name, tag) {
			if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
			if (name !== 'sheet') return;
			const relation = related.get(attribute(tag, 'id') ?? '');
			if (relation?.type !== 'worksheet' || !partOf(parts, relation.target)) return;
			const isHidden = /hidden/i.test(attribute(tag, 'state') ?? '');
			sheets.push({ name: attribute(tag, 'name') ?? '', part: relation.target, isHidden });
		},
		text() {},
		close() {}
	});
	return { sheets, from1904 };
}

async function stringsOf(parts: Parts, part: string | undefined): Promise<string[]> {
	const strings: string[] = [];
	if (part === undefined || !partOf(parts, part)) return strings;
	const taker = new TextTaker();
	await visitPart(
		parts,
		part,
		{
			open: (name) => taker.open(name),
			text: (raw) => taker.text(raw),
			close(name) {
				taker.close(name);
				if (name === 'si') strings.push(taker.take());
			}
		},
		MOST_STRINGS
	);
	return strings;
}

/** Takes the text of a cell or shared text: all its runs, without the reading aids of East Asian scripts. */
export class TextTaker {
	private taken = '';
	private isIn = false;
	private isAid = false;

	open(name: string): void {
		if (name === 't') this.isIn = !this.isAid;
		else if (name === 'rPh') this.isAid = true;
	}

	text(raw: string): void {
		if (this.isIn) this.taken += unescapeXml(raw);
	}

	close(name: string): void {
		if (name === 't') this.isIn = false;
		else if (name === 'rPh') this.isAid = false;
	}

	/** The text so far; the next one begins empty. */
	take(): string {
		const text = this.taken;
		this.taken = '';
		if (!text.includes('_x')) return text;
		return text.replace(/_x([0-9A-F]{4})_/gi, (all, hex: string) =>
			parseInt(hex, 16) === 0 ? all : String.fromCharCode(parseInt(hex, 16))
		);
	}
}

async function formatsOf(parts: Parts, part: string | undefined): Promise<CellFormat[]> {
	const formats: CellFormat[] = [];
	if (part === undefined || !partOf(parts, part)) return formats;
	const codes = new Map<number, string>();
	let isIn = false;
	await visitPart(parts, part, {
		open(name, tag) {
			if (name === 'cellXfs') isIn = true;
			if (name === 'numFmt')
				codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
			if (name !== 'xf' || !isIn) return;
			const id = Number(attribute(tag, 'numFmtId') ?? 0);
			formats.push(formatOf(id, codes.get(id)));
		},
		text() {},
		close(name) {
			if (name === 'cellXfs') isIn = false;
		}
	});
	return formats;
}

function binary(name: string) {
	return notCsv(
		name,
		'a binary Excel workbook (.xlsb)',
		'In Excel choose File, Save As, "Excel Workbook (.xlsx)", then send that file.'
	);
}

function macros(name: string) {
	return notCsv(
		name,
		'a workbook with macros (.xlsm)',
		'Macros are programs and are not taken. In Excel choose File, Save As, "Excel Workbook (.xlsx)", then send that file.'
	);
}
