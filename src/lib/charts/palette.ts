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

/** The colours by night. */
export const NIGHT: Record<Ink, string> = {
	paper: '#14191e',
	sheet: '#1a2026',
	ink: '#ece6d9',
	'ink-soft': '#bdbab0',
	'ink-faint': '#98a0a3',
	rule: '#333b43',
	'rule-strong': '#6d767c',
	'cat-1': '#7ea9e6',
	'cat-2': '#d8694c',
	'cat-3': '#efcb5c',
	'cat-4': '#73d2ba',
	'cat-5': '#8a6fe0',
	'cat-6': '#8a5848',
	'cat-other': '#5a6b8c',
	quiet: '#465059',
	'step-1': '#2b333a',
	'step-2': '#2f5263',
	'step-3': '#3b7786',
	'step-4': '#79b3ad',
	'step-5': '#d5e4c4',
	'on-step-1': '#ece6d9',
	'on-step-2': '#ece6d9',
	'on-step-3': '#ffffff',
	'on-step-4': '#14191e',
	'on-step-5': '#14191e',
	'gap-rule': '#d65f4a',
	'gap-unknown': '#7f8d9b',
	'gap-capacity': '#e0a14c',
	'gap-delivery': '#f3dca0',
	'on-gap-rule': '#14191e',
	'on-gap': '#14191e',
	'path-completed': '#9cc3f0',
	'path-active': '#4e86a8',
	'path-transferred': '#4a5348',
	'path-withdrew': '#e0764f',
	hatch: '#79828a'
};

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
