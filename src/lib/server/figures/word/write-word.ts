import type { FileChild } from 'docx';
import type { Paper, PaperBlock, PaperPoint } from '$lib/domain';
import { COLORS, LETTER, NUMBERED, POINTS, styles, numbering } from './look';
import { xmlText } from './xml-text';
import { wordPicture } from './word-picture';
import { wordTable } from './word-table';

/** The library takes a tenth of a second to load; only who writes Word waits for it. */
const library = () => import('docx');

export type WordLibrary = Awaited<ReturnType<typeof library>>;

/**
 * A document for Word on US letter: headings, lists, tables with heading rows, pictures with words, page numbers.
 * Text is text: no part of it is read as a field, as markup or as a formula.
 */
export async function writeWord(paper: Paper): Promise<Buffer> {
	const docx = await library();
	const { Document, Packer } = docx;
	const title = xmlText(paper.title);
	return Packer.toBuffer(
		new Document({
			title,
			creator: xmlText(paper.author),
			lastModifiedBy: xmlText(paper.author),
			description: '',
			styles,
			numbering: numbering(docx),
			sections: [
				{
					properties: { page: LETTER },
					footers: { default: footer(docx, paper) },
					children: [
						...(paper.stamp ? [paragraph(docx, paper.stamp, 'Stamp')] : []),
						paragraph(docx, paper.title, 'Title'),
						...paper.blocks.flatMap((block, place) => writeBlock(docx, block, place))
					]
				}
			]
		})
	);
}

function writeBlock(docx: WordLibrary, block: PaperBlock, place: number): FileChild[] {
	switch (block.kind) {
		case 'heading':
			return [paragraph(docx, block.text, `Heading${block.level ?? 1}`)];
		case 'lead':
			return [paragraph(docx, block.text, 'Lead')];
		case 'text':
			return [paragraph(docx, block.text)];
		case 'fine':
			return [paragraph(docx, block.text, 'Fine')];
		case 'points':
			return block.points.map((point) => listed(docx, point, block.isNumbered));
		case 'table':
			return wordTable(docx, block);
		case 'picture':
			return [wordPicture(docx, block, place)];
	}
}

function paragraph({ Paragraph, TextRun }: WordLibrary, text: string, style?: string): FileChild {
	return new Paragraph({ ...(style && { style }), children: [new TextRun(xmlText(text))] });
}

function listed(
	{ Paragraph, TextRun }: WordLibrary,
	{ lead, text }: PaperPoint,
	isNumbered: boolean
): FileChild {
	const strong = lead ? [new TextRun({ text: `${xmlText(lead)}  `, bold: true })] : [];
	return new Paragraph({
		numbering: { reference: isNumbered ? NUMBERED : POINTS, level: 0 },
		children: [...strong, new TextRun(xmlText(text))]
	});
}

function footer({ Footer, Paragraph, TextRun, PageNumber }: WordLibrary, { foot }: Paper) {
	const pages = [' ', 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
	return new Footer({
		children: [
			new Paragraph({
				style: 'Foot',
				children: [
					new TextRun({ text: xmlText(foot), color: COLORS.soft }),
					new TextRun({ children: pages, color: COLORS.soft })
				]
			})
		]
	});
}
