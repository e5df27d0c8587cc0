/** Where the invented county's ZIP codes lie: a middle for each, in degrees. The shapes are invented, the numbers of real places. */
const MIDDLES: [zip: string, longitude: number, latitude: number][] = [
	['92054', -117.36, 33.2],
	['92083', -117.22, 33.21],
	['92069', -117.12, 33.16],
	['92025', -117.05, 33.09],
	['92130', -117.22, 33.0],
	['92020', -116.94, 32.81],
	['92105', -117.09, 32.75],
	['92114', -117.04, 32.7],
	['92113', -117.13, 32.69],
	['91950', -117.1, 32.64],
	['91910', -117.05, 32.6]
];

type Point = [x: number, y: number];

/** The invented county: a coast in the west, straight lines inland. */
const COUNTY: Point[] = [
	[-117.14, 32.54],
	[-116.86, 32.55],
	[-116.84, 32.9],
	[-116.92, 33.02],
	[-116.94, 33.27],
	[-117.42, 33.29],
	[-117.45, 33.24],
	[-117.33, 33.1],
	[-117.28, 32.95],
	[-117.26, 32.83],
	[-117.27, 32.76],
	[-117.2, 32.7],
	[-117.17, 32.68],
	[-117.17, 32.6]
];

/** Degrees of longitude are shorter than those of latitude by this at 33 degrees north. */
const SHRINK = 0.84;

/** Invented outlines: every point of the county belongs to the nearest middle, so that neighbors share their borders. */
export function outlinesDocument(): string {
	const features = MIDDLES.map(([zip, x, y]) => ({
		type: 'Feature',
		properties: { zip, note: 'Invented outline' },
		geometry: { type: 'Polygon', coordinates: [closed(nearestTo([x, y]))] }
	}));
	return `${JSON.stringify({ type: 'FeatureCollection', features }, null, '\t')}\n`;
}

/** The county, cut by the line halfway to each of the other middles. */
function nearestTo(middle: Point): Point[] {
	const others = MIDDLES.map(([, x, y]): Point => [x, y]).filter(
		([x, y]) => x !== middle[0] || y !== middle[1]
	);
	return others.reduce(
		(area, other) => cut(area, (point) => distance(point, other) - distance(point, middle)),
		COUNTY
	);
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
	return ((x1 - x2) * SHRINK) ** 2 + (y1 - y2) ** 2;
}

/** What of an area lies where a measure, which changes evenly along a line, is not below zero (Sutherland and Hodgman). */
function cut(area: Point[], measure: (point: Point) => number): Point[] {
	return area.flatMap((point, at): Point[] => {
		const next = area[(at + 1) % area.length] as Point;
		const [here, there] = [measure(point), measure(next)];
		const share = here / (here - there);
		const crossing: Point = [
			point[0] + share * (next[0] - point[0]),
			point[1] + share * (next[1] - point[1])
		];
		const isCrossed = here >= 0 !== there >= 0;
		return [...(here >= 0 ? [point] : []), ...(isCrossed ? [crossing] : [])];
	});
}

function closed(area: Point[]): Point[] {
	const rounded = area.map(([x, y]): Point => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]);
	return [...rounded, rounded[0] as Point];
}
