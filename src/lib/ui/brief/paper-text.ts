import type { Paper, PaperBlock } from '$lib/domain';

/** A document as plain text, for the command line: the same sentences, a line each. */
export function paperText({ stamp, title, blocks }: Paper): string {
	return [stamp, title, ...blocks.map(blockText)].filter(Boolean).join('\n');
}

function blockText(block: PaperBlock): string {
	switch (block.kind) {
		case 'heading':
			return `\n${block.text}`;
		case 'points':
			return block.points
				.map(({ lead, text }, place) => {
					const mark = block.isNumbered ? `${place + 1}.` : '-';
					return `${mark} ${[lead, text].filter(Boolean).join('  ')}`;
				})
				.join('\n');
		case 'table':
			return ['', ...block.rows.map((cells) => cells.filter(Boolean).join(' · '))].join('\n');
		case 'picture':
			return block.alt;
		default:
			return block.text;
	}
}
