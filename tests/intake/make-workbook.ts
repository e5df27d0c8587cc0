import { zip, type Packed } from './make-zip';

/** A sheet as its XML rows. */
export interface MadeSheet {
	name: string;
	rows: string;
	state?: string;
	/** What follows the rows, like merged cells. */
	behind?: string;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

function part(name: string, xml: string): Packed {
	return { name, content: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`) };
}

/** A workbook written part by part, so that its XML can be what no library would write. */
export function workbook(
	sheets: MadeSheet[],
	{
		formats = [],
		strings = [],
		workbookPr = '',
		also = []
	}: { formats?: string[]; strings?: string[]; workbookPr?: string; also?: Packed[] } = {}
): Buffer {
	const codes = formats.map(
		(code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`
	);
	const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`);
	const names = sheets.map(
		({ name, state }, index) =>
			`<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`
	);
	const targets = sheets.map(
		(_, index) =>
			`<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
	);
	return zip(
		part('[Content_Types].xml', '<Types/>'),
		part(
			'_rels/.rels',
			`<Relationships ${PACKAGE}><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`
		),
		part(
			'xl/workbook.xml',
			`<workbook ${MAIN} xmlns:r="${RELATIONS}">${workbookPr}<sheets>${names.join('')}</sheets></workbook>`
		),
		part(
			'xl/_rels/workbook.xml.rels',
			`<Relationships ${PACKAGE}>${targets.join('')}<Relationship Id="s" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="t" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="x" Type="${RELATIONS}/externalLink" Target="https://example.org/other.xlsx" TargetMode="External"/></Relationships>`
		),
		part(
			'xl/styles.xml',
			`<styleSheet ${MAIN}><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`
		),
		part('xl/sharedStrings.xml', `<sst ${MAIN}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`),
		...sheets.map(({ rows, behind = '' }, index) =>
			part(
				`xl/worksheets/sheet${index + 1}.xml`,
				`<worksheet ${MAIN}><sheetData>${rows}</sheetData>${behind}</worksheet>`
			)
		),
		...also
	);
}

/** A row of texts and numbers, without references, as some programmes write it. */
export function row(cells: (string | number | null)[], number?: number): string {
	const xml = cells.map((cell) => {
		if (cell === null) return '<c/>';
		if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
		const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		return `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
	});
	return `<row${number ? ` r="${number}"` : ''}>${xml.join('')}</row>`;
}
