import type { Area, SafeRow } from '$lib/domain';
import type { DrawingOptions } from './drawing';

/** An area in pixels of a drawing, and the row of the table that is about it. */
export interface DrawnArea {
	zip: string;
	row: SafeRow | null;
	/** GeoJSON in pixels. */
	shape: { type: 'Polygon'; coordinates: Point[][] };
	/** Where words about it stand. */
	middle: [number, number];
	/** Whether two lines of words fit there. */
	hasRoom: boolean;
}

/** The areas that a drawing shows, how high it is, and the ZIP codes of the table that are not on it. */
export interface Projected {
	areas: DrawnArea[];
	height: number;
	outside: string[];
}

type Box = [left: number, bottom: number, right: number, top: number];
type Point = [number, number];

/** The most that a map is high, of its width. */
const TALLEST = { narrow: 1.15, wide: 0.75 };

/**
 * Lays outlines out in a drawing: the region whose numbers are shown, with what of the table lies near, fills it, north is up, and a degree of longitude
 * is as much shorter than one of latitude as it is in the region's middle (equirectangular; regions are small).
 */
export function projectAreas(rows: SafeRow[], { boundaries, width }: DrawingOptions): Projected {
	const byZip = new Map(rows.map((row) => [String(row.zip), row]));
	const known = boundaries ?? [];
	const shown = known.filter(({ zip }) => (byZip.get(zip)?.value ?? null) !== null);
	const told = shown.length > 0 ? shown : known.filter(({ zip }) => byZip.has(zip));
	const outside = (zips: Set<string>) =>
		[...byZip.keys()].filter((zip) => /^\d{5}$/.test(zip) && !zips.has(zip));
	if (told.length === 0) return { areas: [], height: 0, outside: outside(new Set()) };
	const near = widened(joined(told.map(boxOf)));
	const view = joined(known.filter((area) => byZip.has(area.zip) && overlaps(boxOf(area), near)).map(boxOf));
	const inView = known.filter((area) => overlaps(boxOf(area), view));
	const { place, height } = projection(view, width);
	const areas = inView.map((area) => drawnArea(area, byZip.get(area.zip) ?? null, place));
	return { areas, height, outside: outside(new Set(inView.map(({ zip }) => zip))) };
}

function boxOf({ rings }: Area): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const ring of rings)
		for (let at = 0; at < ring.length; at += 2) {
			const [x = 0, y = 0] = [ring[at], ring[at + 1]];
			box[0] = Math.min(box[0], x);
			box[1] = Math.min(box[1], y);
			box[2] = Math.max(box[2], x);
			box[3] = Math.max(box[3], y);
		}
	return box;
}

function joined(boxes: Box[]): Box {
	return boxes.reduce((all, box) => [
		Math.min(all[0], box[0]),
		Math.min(all[1], box[1]),
		Math.max(all[2], box[2]),
		Math.max(all[3], box[3])
	]);
}

/** A box with half its size more on each side: what lies there is near enough to be looked at together. */
function widened([left, bottom, right, top]: Box): Box {
	const [across, up] = [(right - left) / 2, (top - bottom) / 2];
	return [left - across, bottom - up, right + across, top + up];
}

function overlaps(one: Box, two: Box): boolean {
	return one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3];
}

/** Fits a box of degrees into a width; a tall one is drawn narrower, in the middle. */
function projection([left, bottom, right, top]: Box, width: number) {
	const shrink = Math.cos((((bottom + top) / 2) * Math.PI) / 180);
	const scale = Math.min(
		(width - 4) / ((right - left) * shrink),
		(width * (width < 480 ? TALLEST.narrow : TALLEST.wide)) / (top - bottom)
	);
	const start = (width - (right - left) * shrink * scale) / 2;
	const place = (x: number, y: number): Point => [
		Math.round((start + (x - left) * shrink * scale) * 2) / 2,
		Math.round((2 + (top - y) * scale) * 2) / 2
	];
	return { place, height: Math.ceil((top - bottom) * scale) + 4 };
}

function drawnArea(
	{ zip, rings }: Area,
	row: SafeRow | null,
	place: (x: number, y: number) => Point
): DrawnArea {
	const drawn = rings.map((ring) => pixels(ring, place)).filter((ring) => ring.length > 3);
	const largest = drawn.reduce((most, ring) => (size(ring) > size(most) ? ring : most), drawn[0] ?? []);
	return {
		zip,
		row,
		shape: { type: 'Polygon', coordinates: drawn },
		...roomIn(largest)
	};
}

function pixels(ring: number[], place: (x: number, y: number) => Point): Point[] {
	const points: Point[] = [];
	for (let at = 0; at < ring.length; at += 2) {
		const point = place(ring[at] ?? 0, ring[at + 1] ?? 0);
		const last = points.at(-1);
		if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
	}
	return points;
}

/** Twice the area of a ring. */
function size(ring: Point[]): number {
	return Math.abs(ring.reduce((sum, [x, y], at) => sum + x * next(ring, at)[1] - next(ring, at)[0] * y, 0));
}

function next(ring: Point[], at: number): Point {
	return ring[(at + 1) % ring.length] ?? [0, 0];
}

/** The room that a ZIP code and a number beneath it take, to each side of their middle. */
const WORDS = { across: 20, up: 15 };

/** The place in a ring with most room around it, and whether two lines of words fit there. */
function roomIn(ring: Point[]): Pick<DrawnArea, 'middle' | 'hasRoom'> {
	const heights = ring.map(([, y]) => y);
	const [high, low] = [Math.min(...heights), Math.max(...heights)];
	let best: { middle: Point; worth: number } = { middle: ring[0] ?? [0, 0], worth: -1 };
	for (let step = 1; step < 24; step++) {
		const y = high + ((low - high) * step) / 24 + 0.01;
		for (const [from, to] of spans(ring, y)) {
			const middle: Point = [(from + to) / 2, y];
			const worth = Math.min(to - from, 4 * Math.min(y - high, low - y)) * (holdsWords(ring, middle) ? 9 : 1);
			if (worth > best.worth) best = { middle, worth };
		}
	}
	return { middle: best.middle, hasRoom: holdsWords(ring, best.middle) };
}

function holdsWords(ring: Point[], [x, y]: Point): boolean {
	return [y - WORDS.up, y, y + WORDS.up].every((line) =>
		spans(ring, line).some(([from, to]) => from <= x - WORDS.across && x + WORDS.across <= to)
	);
}

/** Where a line from side to side lies inside a ring. */
function spans(ring: Point[], y: number): Point[] {
	const crossings = ring
		.flatMap(([x1, y1], at) => {
			const [x2, y2] = next(ring, at);
			return y1 < y !== y2 < y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
		})
		.sort((one, two) => one - two);
	return crossings.flatMap((x, at): Point[] => (at % 2 === 0 ? [[x, crossings[at + 1] ?? x]] : []));
}
