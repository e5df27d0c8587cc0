import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal, writeDay, type Actor, type KeptScenario } from '$lib/domain';
import { writeWhole } from '../write-whole';
import { scenarioPath, versionsOfScenario, type ScenarioVersion } from './read-scenarios';
import { idOf, readScenario } from './scenario-shape';

/** Who keeps a scenario, when, and whether one of the same name gives way. */
export interface ScenarioKeeping {
	actor: Actor;
	now: Date;
	replaces?: boolean;
}

/**
 * Keeps a scenario under a name. One that bears the name already gives way only if that is asked, and stays among the
 * earlier versions. The same again changes nothing.
 */
export function keepScenario(
	home: string,
	given: Pick<KeptScenario, 'name' | 'state' | 'text'>,
	keeping: ScenarioKeeping
): KeptScenario {
	const read = readScenario({ ...given, id: idOf(given.name), isRemoved: false });
	if ('problems' in read) throw wrongScenario(read.problems);
	const { scenario } = read;
	const versions = versionsOfScenario(home, scenario.id);
	const newest = versions[0];
	if (newest && isSame(newest.scenario, scenario)) return scenario;
	if (newest && !newest.scenario.isRemoved && !keeping.replaces) throw nameTaken(newest);
	write(home, scenario, versions, keeping);
	return scenario;
}

/** Takes a scenario off the list; its versions stay in the home. */
export function removeScenario(home: string, id: string, keeping: ScenarioKeeping): void {
	const versions = versionsOfScenario(home, id);
	const newest = versions[0];
	if (!newest || newest.scenario.isRemoved)
		throw new Refusal('no_scenario', 'There is no such scenario.', 'It may have been removed meanwhile.');
	write(home, { ...newest.scenario, isRemoved: true }, versions, keeping);
}

function write(
	home: string,
	scenario: KeptScenario,
	versions: ScenarioVersion[],
	{ actor, now }: ScenarioKeeping
): void {
	const path = scenarioPath(home, scenario.id);
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const saved = { at: now.toISOString(), who: actor.who };
	const earlier = versions.map((version) => ({ ...version.scenario, saved: version.saved }));
	writeWhole(path, `${JSON.stringify({ ...scenario, saved, earlier }, null, '\t')}\n`);
}

function isSame(one: KeptScenario, other: KeptScenario): boolean {
	return (
		one.name === other.name &&
		one.state === other.state &&
		one.text === other.text &&
		one.isRemoved === other.isRemoved
	);
}

function wrongScenario(problems: string[]): Refusal {
	return new Refusal('wrong_kept_scenario', problems.join(' '), 'Nothing was kept.');
}

function nameTaken({ scenario, saved }: ScenarioVersion): Refusal {
	const by = saved ? `, kept by ${saved.who} on ${writeDay(saved.at)}` : '';
	return new Refusal(
		'scenario_exists',
		`There is a scenario “${scenario.name}” already${by}.`,
		'Choose another name, or mark that this one takes its place.'
	);
}
