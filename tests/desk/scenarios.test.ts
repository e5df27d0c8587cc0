import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain';
import { keepScenario, knownScenarios, removeScenario, versionsOfScenario } from '$lib/server/desk';
import { checkScenarios } from '../../src/lib/server/desk/scenarios/check-scenarios';
import { listHome } from '../../src/lib/server/desk/backup/list-home';

const homes: string[] = [];
const keeping = {
	actor: { who: 'ada@harbor.example', role: 'writer', partners: null } satisfies Actor as Actor,
	now: new Date('2015-11-02T09:00:00Z')
};

afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));

function newHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'braidwork-scenarios-'));
	homes.push(home);
	return home;
}

const names = (home: string) => knownScenarios(home).map(({ version }) => version?.scenario.name);

describe('a scenario that is kept', () => {
	it('lies in the home under its name with every earlier version, and is backed up', () => {
		const home = newHome();
		keepScenario(home, { name: 'Renew TANF', state: 7, text: 'fate.TANF=renewed' }, keeping);
		const again = { name: 'Renew TANF', state: 8, text: 'fate.TANF=renewed&share.TANF=50' };
		expect(() => keepScenario(home, again, keeping)).toThrow(
			'There is a scenario “Renew TANF” already, kept by ada@harbor.example on Nov 2, 2015.'
		);
		keepScenario(home, again, { ...keeping, replaces: true });
		expect(versionsOfScenario(home, 'renew-tanf').map(({ scenario }) => scenario.state)).toEqual([8, 7]);
		const before = readFileSync(join(home, 'scenarios/renew-tanf.json'), 'utf8');
		keepScenario(home, again, keeping);
		expect(readFileSync(join(home, 'scenarios/renew-tanf.json'), 'utf8')).toBe(before);
		expect(listHome(home, new Set()).others).toContain('scenarios/renew-tanf.json');
	});

	it('leaves the list when it is removed, and can be kept anew', () => {
		const home = newHome();
		const given = { name: 'Cut', state: 1, text: 'growth=10' };
		keepScenario(home, given, keeping);
		removeScenario(home, 'cut', keeping);
		expect(versionsOfScenario(home, 'cut')[0]!.scenario.isRemoved).toBe(true);
		expect(() => removeScenario(home, 'cut', keeping)).toThrow('There is no such scenario.');
		keepScenario(home, given, keeping);
		expect(versionsOfScenario(home, 'cut')).toHaveLength(3);
	});

	it.each([
		[{ name: ' ' }, 'A scenario is kept under a name.'],
		[{ name: '…' }, 'The name needs a letter or a number.'],
		[{ name: 'for 078-05-1120' }, 'looks like a Social Security number'],
		[{ text: 'growth=much' }, 'cannot be read as a scenario'],
		[{ text: 'growth=0' }, 'cannot be read as a scenario'],
		[{ state: 0 }, 'States are numbered from 1.']
	])('that cannot be meant is refused: %o', (change, said) => {
		const home = newHome();
		expect(() => keepScenario(home, { name: 'One', state: 1, text: '', ...change }, keeping)).toThrow(said);
		expect(names(home)).toEqual([]);
	});

	it('whose file is broken, or is of a state that never was, is told by check and not shown as a plan', () => {
		const home = newHome();
		keepScenario(home, { name: 'Late', state: 9, text: '' }, keeping);
		mkdirSync(join(home, 'scenarios'), { recursive: true });
		writeFileSync(join(home, 'scenarios/broken.json'), '{');
		writeFileSync(join(home, 'scenarios/Notes.txt'), '');
		expect(checkScenarios(home, 8)).toEqual([
			expect.stringContaining('scenarios/broken.json cannot be used: it is not readable as JSON.'),
			'The scenario scenarios/late.json is of state 9, but the latest of this home is 8.',
			'scenarios/Notes.txt is named as no scenario is, so no page shows it.'
		]);
	});
});
