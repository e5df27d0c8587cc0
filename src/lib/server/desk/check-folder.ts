import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '$lib/domain';
import { placeOfSecret, readSecret } from '$lib/server/warehouse';
import { readBoundaries } from './boundaries/boundaries';
import type { OpenHome } from './open-home';
import { readSettings } from './settings';

/** What is wrong with the settings, the logo and the secret of a home, and what is worth knowing of its folder. */
export async function checkFolder(home: OpenHome): Promise<{ problems: string[]; notes: string[] }> {
	const settings = await readSettings(home.dir).catch(refusalOf);
	const secret = secretProblem(home.dir);
	const boundaries = boundariesProblem(home.dir);
	const logo = home.settings.logo;
	return {
		problems: [
			...(settings instanceof Refusal ? [settings.message] : []),
			...(secret === null ? [] : [secret]),
			...(boundaries === null ? [] : [boundaries]),
			...(logo !== null && !existsSync(join(home.dir, logo)) ? [`The logo ${logo} is not in the home.`] : [])
		],
		notes: [
			...(settings instanceof Refusal || isDeepStrictEqual(settings, home.settings)
				? []
				: ['config.json was changed since this home was opened; it is read at the next start.']),
			...openToOthers(home.dir)
		]
	};
}

function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	throw error;
}

function secretProblem(home: string): string | null {
	try {
		readSecret(home);
		return null;
	} catch (error) {
		return refusalOf(error).message;
	}
}

function boundariesProblem(home: string): string | null {
	try {
		readBoundaries(home);
		return null;
	} catch (error) {
		return `The outlines of ZIP codes cannot be read: ${refusalOf(error).message}`;
	}
}

/** Other accounts of the machine need to read neither the home nor the secret. Windows has other rights. */
function openToOthers(home: string): string[] {
	if (process.platform === 'win32') return [];
	const { path } = placeOfSecret(home);
	return [home, path]
		.filter((place) => ((statSync(place, { throwIfNoEntry: false })?.mode ?? 0) & 0o007) !== 0)
		.map((place) => `Other accounts of this machine may use ${place}; "chmod o= ${place}" keeps them out.`);
}
