/** The names of the chart colours. Each is a custom property of the page: `cat-1` is `var(--cat-1)`. */
export type Ink = keyof typeof DAY;

/** The colours by day, as `src/lib/ui/tokens.css` has them; for pictures that leave the page. */
export const DAY = {
	paper: '#faf7f0',
	sheet: '#fffdf8',
	ink: '#1d2730',
	'ink-soft': '#46515b',
	'ink-faint': '#626c75',
	rule: '#ded7c8',
	'rule-strong': '#8d8674',
	'cat-1': '#1f4079',
	'cat-2': '#bf4128',
	'cat-3': '#dba345',
	'cat-4': '#1c8479',
	'cat-5': '#9068bd',
	'cat-6': '#54382b',
	'cat-other': '#a5adc6',
	quiet: '#cfc8b8',
	'step-1': '#f3ead4',
	'step-2': '#cddcc9',
	'step-3': '#90bcb8',
	'step-4': '#3d7796',
	'step-5': '#1d3f72',
	'on-step-1': '#1d2730',
	'on-step-2': '#1d2730',
	'on-step-3': '#1d2730',
	'on-step-4': '#ffffff',
	'on-step-5': '#ffffff',
	'gap-rule': '#8c2f1f',
	'gap-unknown': '#8793a0',
	'gap-capacity': '#c9822b',
	'gap-delivery': '#ecc878',
	'on-gap-rule': '#ffffff',
	'on-gap': '#1d2730',
	'path-completed': '#23407a',
	'path-active': '#5d9fc0',
	'path-transferred': '#c4cfae',
	'path-withdrew': '#bf4a20',
	hatch: '#8d8674'
} as const;

const CATEGORIES: readonly Ink[] = ['cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6'];

/** A chart colour as the page's custom property, so that day, night and print need no second drawing. */
export function ink(name: Ink): string {
	return `var(--${name})`;
}

/** The colour of the n-th group of a chart; all beyond the sixth share one. */
export function categoryInk(place: number): string {
	return ink(CATEGORIES[place] ?? 'cat-other');
}

/** A drawing with its custom properties replaced by the colours themselves, for a file of its own. */
export function withColours(svg: string, colours: Record<Ink, string> = DAY): string {
	return svg.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name: Ink) => colours[name] ?? whole);
}
