import { Refusal, type Area, type Boundaries } from '$lib/domain';

/** Names under which offices that publish outlines keep the ZIP code (the Census Bureau's ZCTA5CE20 and its kin). */
const ZIP_NAMES = /^(zcta5(ce)?\d{0,2}|zcta|zip|zip_?code|zip5|postal_?code|postcode|geoid\d{0,2})$/i;

/** Two problems of a kind are enough to know what to mend. */
const TOLD = 2;

/**
 * Reads outlines of ZIP codes from GeoJSON (RFC 7946): a FeatureCollection of polygons in WGS 84, each with a property
 * that holds its ZIP code. Several features of one ZIP code become one area. Refuses anything else, every kind of
 * problem at once, each with the place in the file.
 */
export function readGeoJson(text: string): Boundaries {
	const features = featuresOf(parsed(text));
	const name = zipName(features);
	const problems: string[] = [];
	const areas = new Map<string, Area>();
	features.forEach((feature, at) => {
		const read = readFeature(feature, name);
		if (typeof read === 'string') problems.push(`Feature ${at + 1}: ${read}`);
		else
			areas.set(read.zip, { zip: read.zip, rings: [...(areas.get(read.zip)?.rings ?? []), ...read.rings] });
	});
	if (problems.length > 0) throw refused(toldOf(problems));
	return [...areas.values()].sort((one, two) => (one.zip < two.zip ? -1 : 1));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		throw refused('The file is not JSON.');
	}
}

function featuresOf(document: unknown): unknown[] {
	const features = isObject(document) && document.type === 'FeatureCollection' ? document.features : null;
	if (!Array.isArray(features)) throw refused('The file is not a GeoJSON FeatureCollection.');
	if (features.length === 0) throw refused('The file has no features.');
	return features as unknown[];
}

/** The one property that holds a ZIP code in every feature that has properties. */
function zipName(features: unknown[]): string {
	const first = features.find(isObject)?.properties;
	const names = isObject(first) ? Object.keys(first) : [];
	const found = names.find(
		(name) => ZIP_NAMES.test(name) && features.every((one) => zipOf(one, name) !== null)
	);
	if (found !== undefined) return found;
	const seen = names.length
		? `Its properties are ${names.slice(0, 8).map(quoted).join(', ')}.`
		: 'It has none.';
	throw refused(
		`No property holds a five-digit ZIP code in every feature. ${seen}`,
		'Name the property "zip".'
	);
}

function zipOf(feature: unknown, name: string): string | null {
	const value = isObject(feature) && isObject(feature.properties) ? feature.properties[name] : null;
	const written = typeof value === 'number' ? String(value).padStart(5, '0') : value;
	return typeof written === 'string' && /^\d{5}$/.test(written.trim()) ? written.trim() : null;
}

function readFeature(feature: unknown, name: string): Area | string {
	const zip = zipOf(feature, name) ?? '';
	const geometry = isObject(feature) ? feature.geometry : null;
	if (!isObject(geometry)) return `ZIP code ${zip} has no geometry.`;
	const polygons = polygonsOf(geometry);
	if (polygons === null) return `ZIP code ${zip} is a ${quoted(String(geometry.type))}, not a polygon.`;
	const rings = polygons.flat().map(readRing);
	const wrong = rings.find((ring) => typeof ring === 'string');
	return wrong === undefined ? { zip, rings: rings as number[][] } : `ZIP code ${zip}: ${wrong as string}`;
}

function polygonsOf({ type, coordinates }: Record<string, unknown>): unknown[][] | null {
	if (!Array.isArray(coordinates)) return null;
	if (type === 'Polygon') return [coordinates as unknown[]];
	const isMany = type === 'MultiPolygon' && coordinates.every(Array.isArray);
	return isMany ? (coordinates as unknown[][]) : null;
}

/** A ring in ten-thousandths of a degree (11 meters), without the points that then fall together. */
function readRing(ring: unknown): number[] | string {
	if (!Array.isArray(ring) || ring.length < 4) return 'a ring has fewer than four points.';
	const kept: number[] = [];
	for (const point of ring as unknown[]) {
		const [longitude, latitude] = Array.isArray(point) ? (point as unknown[]) : [];
		if (typeof longitude !== 'number' || typeof latitude !== 'number') return 'a point is not two numbers.';
		if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90))
			return `the point ${longitude}, ${latitude} is not in degrees. Export the file in WGS 84 (EPSG:4326).`;
		const [x, y] = [round(longitude), round(latitude)];
		if (kept.at(-2) !== x || kept.at(-1) !== y) kept.push(x, y);
	}
	return kept;
}

function round(degrees: number): number {
	return Math.round(degrees * 1e4) / 1e4;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quoted(text: string): string {
	return `"${text.slice(0, 40)}"`;
}

function toldOf(problems: string[]): string {
	const more = problems.length - TOLD;
	return [...problems.slice(0, TOLD), ...(more > 0 ? [`${more} more features are wrong.`] : [])].join(' ');
}

function refused(
	message: string,
	hint = 'Choose a GeoJSON file with one polygon for each ZIP code.'
): Refusal {
	return new Refusal('wrong_boundaries', message, hint);
}
