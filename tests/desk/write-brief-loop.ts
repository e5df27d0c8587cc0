import { createBrief, saveBriefText } from '$lib/server/desk';
import type { Actor } from '$lib/domain';

const actor: Actor = { who: 'somebody@example.org', role: 'leader', partners: null };
const [home = '', date = ''] = process.argv.slice(2);

/** Writes one version of a brief after another until it is killed; says each number once it is stored. */
function writeForEver(): never {
	const now = new Date('2015-11-02T09:00:00Z');
	createBrief(home, { date, state: 1, calendar: 'calendar', focus_award: null }, { actor, now });
	for (let seen = 1; ; seen += 1) {
		saveBriefText(home, date, { decisions: [], notes: `version ${seen}` }, { actor, now, seen });
		process.stdout.write(`${seen}\n`);
	}
}

writeForEver();
