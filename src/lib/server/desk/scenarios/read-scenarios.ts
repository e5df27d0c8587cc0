import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, type KeptScenario } from '$lib/domain';
import { readScenario } from './scenario-shape';

/** One version of a kept scenario, and who kept it when; nobody where the file was written by hand. */
export interface ScenarioVersion {
	scenario: KeptScenario;
	saved: { at: string; who: string } | null;
}

/** A kept scenario, or why its file cannot be used. */
export type KnownScenario =
	{ id: string; version: ScenarioVersion; problem: null } | { id: string; version: null; problem: string };

/** Where a scenario lies in the home. */
export function scenarioPath(home: string, id: string): string {
	return join(home, 'scenarios', `${id}.json`);
}

/** Every kept scenario by name, removed ones too; one whose file cannot be used is told and not thrown. */
export function knownScenarios(home: string): KnownScenario[] {
	const nameOf = ({ id, version }: KnownScenario) => version?.scenario.name ?? id;
	return idsIn(home)
		.map((id) => known(home, id))
		.sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'));
}

/** Every version of a scenario, the one that holds first; nothing without a file. Refuses a file that cannot be meant. */
export function versionsOfScenario(home: string, id: string): ScenarioVersion[] {
	if (!idsIn(home).includes(id)) return [];
	const { earlier, ...newest } = parsed(home, id);
	const all = [newest, ...(Array.isArray(earlier) ? (earlier as object[]) : [])];
	return all.map((version) => readVersion(version, id));
}

function idsIn(home: string): string[] {
	const folder = join(home, 'scenarios');
	const files = existsSync(folder) ? readdirSync(folder) : [];
	return files.flatMap((file) => /^([a-z0-9][a-z0-9-]{0,63})\.json$/.exec(file)?.[1] ?? []);
}

function known(home: string, id: string): KnownScenario {
	try {
		const [version] = versionsOfScenario(home, id);
		if (version) return { id, version, problem: null };
	} catch (error) {
		if (error instanceof Refusal) return { id, version: null, problem: `${error.message} ${error.hint}` };
		throw error;
	}
	return { id, version: null, problem: `scenarios/${id}.json is gone.` };
}

function readVersion(version: object, id: string): ScenarioVersion {
	const { saved, ...written } = version as { saved?: unknown };
	const read = readScenario(written);
	if ('problems' in read) throw wrong(id, read.problems.join(' '));
	if (read.scenario.id !== id) throw wrong(id, `it is ${read.scenario.id}, not what its name says.`);
	return { scenario: read.scenario, saved: isSaved(saved) ? saved : null };
}

function isSaved(saved: unknown): saved is { at: string; who: string } {
	const { at, who } = (saved ?? {}) as Record<string, unknown>;
	return typeof at === 'string' && typeof who === 'string';
}

function parsed(home: string, id: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(scenarioPath(home, id), 'utf8'));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw wrong(id, 'it is not readable as JSON.');
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value))
		return value as Record<string, unknown>;
	throw wrong(id, 'it holds no scenario.');
}

function wrong(id: string, what: string): Refusal {
	return new Refusal(
		'wrong_kept_scenario',
		`The scenario scenarios/${id}.json cannot be used: ${what}`,
		'Correct the file in the home, or take it from the last backup.'
	);
}
