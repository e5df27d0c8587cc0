import type { INumberingOptions, IStylesOptions } from 'docx';
import type { WordLibrary } from './write-word';

/** Lengths in twentieths of a point: US letter, as the printed page has it. */
export const LETTER = {
	size: { width: 12_240, height: 15_840 },
	margin: { top: 1000, right: 1080, bottom: 900, left: 1080, footer: 500 }
} as const;

/** Width between the margins, in twentieths of a point. */
export const INNER = LETTER.size.width - LETTER.margin.left - LETTER.margin.right;

/** The ink of the pages by day. */
export const COLORS = { ink: '1D2730', soft: '46515B', rule: '8D8674' } as const;

/** Names of the two kinds of list. */
export const POINTS = 'points';
export const NUMBERED = 'numbered';

/** Sizes are in half points. Fonts that every office has: a document travels without ours. */
export const styles: IStylesOptions = {
	default: {
		document: {
			run: { font: 'Calibri', size: 20, color: COLORS.ink, language: { value: 'en-US' } },
			paragraph: { spacing: { after: 60, line: 252 } }
		},
		title: { run: { size: 36, bold: true, color: COLORS.ink }, paragraph: { spacing: { after: 80 } } },
		heading1: {
			run: { size: 23, bold: true, color: COLORS.ink },
			paragraph: { keepNext: true, spacing: { before: 160, after: 40 } }
		},
		heading2: {
			run: { size: 20, bold: true, color: COLORS.soft },
			paragraph: { keepNext: true, spacing: { before: 80, after: 20 } }
		},
		listParagraph: { paragraph: { spacing: { after: 30 } } }
	},
	paragraphStyles: [
		{ id: 'Stamp', name: 'Stamp', basedOn: 'Normal', run: { size: 17, color: COLORS.soft } },
		{ id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: 22 } },
		{ id: 'Fine', name: 'Fine', basedOn: 'Normal', run: { size: 17, color: COLORS.soft } },
		{ id: 'Foot', name: 'Foot', basedOn: 'Normal', run: { size: 16 } },
		{
			id: 'Cell',
			name: 'Cell',
			basedOn: 'Normal',
			run: { size: 18 },
			paragraph: { spacing: { before: 20, after: 20 } }
		}
	]
};

/** The two kinds of list. */
export function numbering({ AlignmentType, LevelFormat }: WordLibrary): INumberingOptions {
	const paragraph = { indent: { left: 300, hanging: 300 }, spacing: { after: 30 } };
	const level = { level: 0, alignment: AlignmentType.START, style: { paragraph } };
	return {
		config: [
			{ reference: POINTS, levels: [{ ...level, format: LevelFormat.BULLET, text: '•' }] },
			{ reference: NUMBERED, levels: [{ ...level, format: LevelFormat.DECIMAL, text: '%1.' }] }
		]
	};
}
