import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownScenarios } from './read-scenarios';

/** What is wrong with the kept scenarios of a home: files that cannot be used, and scenarios of states that never were. */
export function checkScenarios(home: string, latest: number): string[] {
	const known = knownScenarios(home);
	const folder = join(home, 'scenarios');
	const files = new Set(known.map(({ id }) => `${id}.json`));
	const strangers = (existsSync(folder) ? readdirSync(folder) : []).filter(
		(file) => !files.has(file) && !file.endsWith('.draft')
	);
	return [
		...known.flatMap(({ id, version, problem }) => {
			if (version === null) return [problem];
			const { state } = version.scenario;
			return state > latest
				? [
						`The scenario scenarios/${id}.json is of state ${state}, but the latest of this home is ${latest}.`
					]
				: [];
		}),
		...strangers.map((file) => `scenarios/${file} is named as no scenario is, so no page shows it.`)
	];
}
