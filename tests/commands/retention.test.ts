import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { braidwork, folder, write } from './run-braidwork';

const place = folder();
const home = join(place.path, 'home');
const at = ['--home', home, '--json'];

interface Listed {
	states: { state: number; who: string; what: string }[];
}

interface Due {
	lines: object[];
}

function agree(agreement: object): void {
	mkdirSync(join(home, 'agreements'), { recursive: true });
	writeFileSync(join(home, 'agreements', 'county.json'), JSON.stringify(agreement));
}

beforeAll(async () => {
	await braidwork('init', '--demo', ...at);
	const roster = write(join(place.path, 'participants.csv'), [
		'participant_id,first_name,last_name,birth_date,intake_date',
		'N-1,Ann,Lee,1990-01-31,2014-10-15'
	]);
	const filed = ['--partner', 'county', '--period', '2015Q1', '--publish'];
	expect((await braidwork('load', roster, ...filed, ...at)).code).toBe(0);
});
afterAll(place.remove);

describe('agreements on the command line', () => {
	it('make a state before a command looks at the figures, told on stderr and in the record', async () => {
		agree({ until: '2015-12-31' });
		const ended = await braidwork('states', ...at);
		expect(ended.json<Listed>().states.at(-1)).toMatchObject({
			state: 2,
			who: 'agreements',
			what: 'Agreement ended: without county (1 submission)'
		});
		expect(ended.stderr).toContain('State 2 was made.');
		expect(readFileSync(join(home, 'audit.jsonl'), 'utf8')).toContain('kept to the agreements');
		agree({});
		expect((await braidwork('states', ...at)).json<Listed>().states).toHaveLength(3);
	});

	it('say with `retention` what is past its time, and remove it with --run alone', async () => {
		agree({ retention: { identifiers: 12, rows: 24 } });
		const line = {
			partner: 'county',
			period: '2015Q1',
			submissions: 1,
			rows: 1,
			identifiers: 1,
			originals: 1
		};
		expect((await braidwork('retention', ...at)).json()).toEqual({ removed: false, lines: [line] });
		expect((await braidwork('retention', ...at)).json<Due>().lines).toEqual([line]);
		expect((await braidwork('retention', '--run', ...at)).json()).toEqual({
			removed: true,
			lines: [line],
			state: 4
		});
		expect((await braidwork('retention', ...at)).json<Due>().lines).toEqual([]);
		expect((await braidwork('check', ...at)).json()).toMatchObject({ ok: true, problems: [] });
		expect(readFileSync(join(home, 'audit.jsonl'), 'utf8')).toContain('removed what was past its retention');
	});
});
