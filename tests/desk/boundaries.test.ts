import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '$lib/domain';
import { readBoundaries, removeBoundaries, saveBoundaries } from '$lib/server/desk';

const home = mkdtempSync(join(tmpdir(), 'braidwork-outlines-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const SQUARE = [
	[-117, 33],
	[-116.9, 33],
	[-116.9, 33.1],
	[-117, 33]
];

function feature(properties: object, geometry: unknown = { type: 'Polygon', coordinates: [SQUARE] }) {
	return { type: 'Feature', properties, geometry };
}

function file(...features: unknown[]): Buffer {
	return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

function refusal(content: Uint8Array): string {
	try {
		saveBoundaries(home, content);
	} catch (error) {
		if (error instanceof Refusal) return `${error.message} ${error.hint}`;
		throw error;
	}
	return 'accepted';
}

describe('outlines of ZIP codes', () => {
	it('are kept as sent and read as areas by ZIP code, several polygons of one as one area', () => {
		const many = { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] };
		const sent = file(
			feature({ ZCTA5CE20: '92105', NAME: 'a' }),
			feature({ ZCTA5CE20: '92020', NAME: 'b' }, many),
			feature({ ZCTA5CE20: '92105', NAME: 'c' })
		);
		saveBoundaries(home, sent);
		expect(readFileSync(join(home, 'boundaries', 'zips.geojson'))).toEqual(sent);
		expect(readBoundaries(home)?.map(({ zip, rings }) => [zip, rings.length])).toEqual([
			['92020', 2],
			['92105', 2]
		]);
	});

	it('know a ZIP code that a spreadsheet made a number, with its lost zero', () => {
		saveBoundaries(home, file(feature({ zip: 2118 })));
		expect(readBoundaries(home)?.map(({ zip }) => zip)).toEqual(['02118']);
	});

	it('that cannot be used are refused in a sentence, and the old ones stay', () => {
		saveBoundaries(home, file(feature({ zip: '92105' })));
		expect(refusal(Buffer.from('zip,name\n92105,a'))).toMatch(/^The file is not JSON\./);
		expect(refusal(Buffer.from('{"type":"Topology"}'))).toMatch(/not a GeoJSON FeatureCollection/);
		expect(refusal(file())).toMatch(/has no features/);
		expect(refusal(file(feature({ name: 'North', code: 7 })))).toBe(
			'No property holds a five-digit ZIP code in every feature. Its properties are "name", "code". Name the property "zip".'
		);
		expect(refusal(file(feature({ zip: '92105' }, { type: 'Point', coordinates: [1, 2] })))).toMatch(
			/Feature 1: ZIP code 92105 is a "Point", not a polygon\./
		);
		expect(readBoundaries(home)?.map(({ zip }) => zip)).toEqual(['92105']);
	});

	it('in another projection are told from degrees, every feature at once', () => {
		const meters = {
			type: 'Polygon',
			coordinates: [
				[
					[6250000, 1900000],
					[1, 2],
					[3, 4],
					[5, 6]
				]
			]
		};
		const said = refusal(file(...['92020', '92021', '92022'].map((zip) => feature({ zip }, meters))));
		expect(said).toMatch(
			/Feature 1: .*6250000, 1900000 is not in degrees.*EPSG:4326.*Feature 2: .*1 more features are wrong/
		);
	});

	it('are never half read, whatever stands in the file', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (properties, geometry) => {
				const said = refusal(file({ type: 'Feature', properties, geometry }, properties));
				expect(said).not.toBe('accepted');
			}),
			{ numRuns: 200 }
		);
	});

	it('changed by hand are read again, and taken out they are gone', () => {
		saveBoundaries(home, file(feature({ zip: '92105' })));
		expect(readBoundaries(home)).toHaveLength(1);
		writeFileSync(
			join(home, 'boundaries', 'zips.geojson'),
			file(feature({ zip: '92105' }), feature({ zip: '92020' }))
		);
		expect(readBoundaries(home)).toHaveLength(2);
		removeBoundaries(home);
		expect(readBoundaries(home)).toBeNull();
	});
});
