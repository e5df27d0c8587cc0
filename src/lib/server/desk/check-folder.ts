import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '$lib/domain';
import { placeOfSecret, readSecret } from '$lib/server/warehouse';
import { readBoundaries } from './boundaries/boundaries';
import { checkBriefs } from './briefs/check-briefs';
import { checkScenarios } from './scenarios/check-scenarios';
import type { OpenHome } from './open-home';
import { notDemo, wasMadeAsDemo } from './demo-mark';
import { openToOthers } from './keep-private';
import { readSettings } from './settings';

/** What is wrong with the settings, the logo, the secret, the briefs and the scenarios of a home, and what is worth knowing of its folder. */
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
			...(secret === null ? falseDemo(home) : []),
			...openToOthers(home.dir),
			...(logo !== null && !existsSync(join(home.dir, logo)) ? [`The logo ${logo} is not in the home.`] : []),
			...checkBriefs(home.dir, home.warehouse.latest()),
			...checkScenarios(home.dir, home.warehouse.latest())
		],
		notes: [
			...(settings instanceof Refusal || isDeepStrictEqual(settings, home.settings)
				? []
				: ['config.json was changed since this home was opened; it is read at the next start.']),
			...secretOpen(home.dir)
		]
	};
}

function falseDemo({ dir, settings }: OpenHome): string[] {
	return settings.demo && !wasMadeAsDemo(dir) ? [notDemo('it was not made as one').message] : [];
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

/** A secret outside the home is often handed over by the system, which decides who may read it. */
function secretOpen(home: string): string[] {
	const { path, inside } = placeOfSecret(home);
	if (process.platform === 'win32' || inside !== null) return [];
	const isOpen = ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o007) !== 0;
	return isOpen ? [`Other accounts of this machine may use ${path}; "chmod o= ${path}" keeps them out.`] : [];
}
