import { DAY, draw, tornado, withColours, wrapped } from '$lib/charts';
import type { DrawingOptions, Focus, Form, Highlight, TornadoBar } from '$lib/charts';
import type { Boundaries, SafeTable } from '$lib/domain';
import { parseHTML } from 'linkedom';

/** What a picture of a table says and in which form. */
export interface PictureWords {
	form: Form;
	title: string;
	subtitle: string;
	footer: string;
	alt: string;
	focus: Focus | null;
	goal: number | null;
	boundaries: Boundaries | null;
	highlight: Highlight | null;
}

/** Widths that pages draw for: a phone (360 px less its margins), half a page, a page. */
export const WIDTHS = { narrow: 328, half: 520, page: 720, file: 800 } as const;

const FONT = "'Public Sans', 'Segoe UI', Roboto, Arial, sans-serif";

/** A drawing for a page: the page gives title, font and colours; ids begin with `id`. */
export function drawForPage(table: SafeTable, words: PictureWords, width: number, id: string): string {
	return cleaned(draw(words.form, table, drawing(words, width, `${id}-${width}`)).outerHTML);
}

/** How a headline moves with each assumption, drawn for a phone and for a page. */
export function drawTornado(
	bars: readonly TornadoBar[],
	base: { at: number; words: string },
	words: { title: string; alt: string }
): string {
	const drawn = (width: number, kind: string) => {
		const options = {
			document: drawingDocument(),
			width,
			id: `tornado-${width}`,
			label: words.title,
			description: words.alt
		};
		return `<div class="${kind}">${cleaned(tornado(bars, base, options).outerHTML)}</div>`;
	};
	const [narrow, wide] = [WIDTHS.narrow, WIDTHS.page];
	return `<div class="drawings from-${wide}">${drawn(narrow, 'drawn drawn-narrow')}${drawn(wide, 'drawn drawn-wide')}</div>`;
}

/** A picture that stands by itself: title, subtitle, drawing, source, with colours and font written into it. */
export function drawForFile(table: SafeTable, words: PictureWords, width: number): string {
	const inner = width - 2 * PAD;
	const options = drawing(words, inner, 'figure');
	const chart = draw(words.form, table, options);
	const head = block(words.title, 20, 26, inner, 'font-weight="700"');
	const below = block(words.subtitle, 13, 18, inner, `fill="${DAY['ink-soft']}"`);
	const foot = block(words.footer, 12, 16, inner, `fill="${DAY['ink-faint']}"`);
	const chartHeight = Number(chart.getAttribute('height'));
	const top = PAD + head.height + 4 + below.height + 18;
	const height = top + chartHeight + 16 + foot.height + PAD - 6;
	const svg = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
		` font-family="${FONT}" fill="${DAY.ink}" role="img"><title>${escaped(words.title)}</title>`,
		`<rect width="${width}" height="${height}" fill="${DAY.paper}"/>`,
		head.at(PAD, PAD),
		below.at(PAD, PAD + head.height + 4),
		`<g transform="translate(${PAD},${top})">${chart.outerHTML}</g>`,
		foot.at(PAD, top + chartHeight + 16),
		'</svg>'
	];
	return withColours(cleaned(svg.join('')));
}

const PAD = 24;

function drawing(words: PictureWords, width: number, id: string): DrawingOptions {
	return {
		document: drawingDocument(),
		width,
		id,
		label: words.title,
		description: words.alt,
		focus: words.focus,
		goal: words.goal,
		boundaries: words.boundaries,
		highlight: words.highlight
	};
}

let paper: Document | undefined;

/** An XML document to draw on: names keep their letters and text is escaped in attributes too. */
function drawingDocument(): Document {
	if (!paper) {
		const { DOMParser } = parseHTML('<!doctype html><html></html>');
		paper = new DOMParser().parseFromString(
			'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
			'image/svg+xml'
		) as unknown as Document;
	}
	return paper;
}

/** Lines of text of one size, and where they go. */
function block(text: string, size: number, line: number, width: number, style: string) {
	const bold = style.includes('700') ? 1.04 : 1;
	const lines = text ? wrapped(text, width / bold, size) : [];
	const spans = (x: number, y: number) =>
		lines.map(
			(words, place) =>
				`<text x="${x}" y="${y + size + place * line}" font-size="${size}" ${style}>${escaped(words)}</text>`
		);
	return { height: lines.length * line, at: (x: number, y: number) => spans(x, y).join('') };
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** Without the letters that XML cannot carry. */
function cleaned(svg: string): string {
	// eslint-disable-next-line no-control-regex
	return svg.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
