import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal, type Boundaries } from '$lib/domain';
import { writeWhole } from '../write-whole';
import { readGeoJson } from './read-geojson';

const PLACE = join('boundaries', 'zips.geojson');
const LARGEST = 32 * 1024 * 1024;

/** Reads outlines of ZIP codes as somebody sent them; refuses in sentences what is no GeoJSON of ZIP codes. */
export function checkBoundaries(content: Uint8Array): Boundaries {
	if (content.length <= LARGEST) return readGeoJson(Buffer.from(content).toString('utf8'));
	throw new Refusal(
		'wrong_boundaries',
		'The outlines are larger than 32 MB.',
		'Keep the ZIP codes of the region only, or simplify the outlines.'
	);
}

/** Keeps outlines of ZIP codes in the home, as sent. Refuses what `checkBoundaries` refuses; the old ones then stay. */
export function saveBoundaries(home: string, content: Uint8Array): void {
	checkBoundaries(content);
	const path = join(home, PLACE);
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	writeWhole(path, content);
}

/** Takes the outlines out of the home; pages draw no maps from then on. */
export function removeBoundaries(home: string): void {
	rmSync(join(home, PLACE), { force: true });
}

const read = new Map<string, { at: string; areas: Boundaries }>();

/** The outlines in the home, read again when the file has changed; none where there is no file. Refuses a file that cannot be read. */
export function readBoundaries(home: string): Boundaries | null {
	const path = join(home, PLACE);
	const found = statSync(path, { throwIfNoEntry: false });
	if (!found) return null;
	const at = `${found.mtimeMs} ${found.size} ${found.ino}`;
	const known = read.get(path);
	if (known?.at === at) return known.areas;
	const areas = readGeoJson(readFileSync(path, 'utf8'));
	read.set(path, { at, areas });
	return areas;
}
