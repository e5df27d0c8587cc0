import type { FileChild, TableCell } from 'docx';
import { neutralCell, type PaperTable } from '$lib/domain';
import { COLORS, INNER } from './look';
import type { WordLibrary } from './write-word';
import { xmlText } from './xml-text';

/** A table whose heading row comes again on every page; a row is not torn in two. Names that a spreadsheet would run are made text. */
export function wordTable(docx: WordLibrary, { columns, rows }: PaperTable): FileChild[] {
	const { BorderStyle, Paragraph, Table, TableRow, WidthType } = docx;
	const widths = widthsOf(columns, rows);
	const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
	const hair = { style: BorderStyle.SINGLE, size: 4, color: COLORS.rule };
	const head = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: columns.map(({ title, isNumber }, place) =>
			cell(docx, title, { width: widths[place] ?? 0, isNumber, isHead: true })
		)
	});
	const body = rows.map(
		(cells) =>
			new TableRow({
				cantSplit: true,
				children: cells.map((text, place) => {
					const isNumber = columns[place]?.isNumber ?? false;
					return cell(docx, isNumber ? text : neutralCell(text), { width: widths[place] ?? 0, isNumber });
				})
			})
	);
	return [
		new Table({
			width: { size: INNER, type: WidthType.DXA },
			columnWidths: widths,
			tableLook: { firstRow: true, noVBand: true },
			borders: {
				top: hair,
				bottom: hair,
				left: none,
				right: none,
				insideHorizontal: hair,
				insideVertical: none
			},
			rows: [head, ...body]
		}),
		new Paragraph({ children: [], spacing: { after: 0, line: 120 } })
	];
}

function cell(
	{ AlignmentType, Paragraph, TableCell, TextRun, WidthType }: WordLibrary,
	text: string,
	{ width, isNumber, isHead = false }: { width: number; isNumber: boolean; isHead?: boolean }
): TableCell {
	return new TableCell({
		width: { size: width, type: WidthType.DXA },
		margins: { left: 0, right: 120 },
		children: [
			new Paragraph({
				style: 'Cell',
				...(isNumber && { alignment: AlignmentType.END }),
				children: [new TextRun({ text: xmlText(text), bold: isHead })]
			})
		]
	});
}

/** A column is as wide as its longest text asks for, up to a limit; together they fill the page. */
function widthsOf(columns: PaperTable['columns'], rows: string[][]): number[] {
	const asked = columns.map(({ title }, place) => {
		const longest = Math.max(title.length, ...rows.map((cells) => cells[place]?.length ?? 0));
		return Math.min(Math.max(longest, SHORTEST), LONGEST);
	});
	const all = asked.reduce((sum, width) => sum + width, 0);
	return asked.map((width) => Math.floor((width / all) * INNER));
}

/** Letters that a column has room for at least, and at most before it breaks its lines. */
const SHORTEST = 6;
const LONGEST = 44;
