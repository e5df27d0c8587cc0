import { describe, expect, it } from 'vitest';
import { braidwork } from './run-braidwork';

describe('the command line, written wrongly', () => {
	it('names the nearest command, and ends with 2', async () => {
		const ended = await braidwork('laod', 'x.csv', '--json');
		expect(ended.code).toBe(2);
		expect(ended.json().error).toMatchObject({ code: 'usage', hint: 'Did you mean "load"?' });
		expect(ended.stderr).toContain('There is no command "laod".');
	});

	it('names the nearest option', async () => {
		const ended = await braidwork('load', 'x.csv', '--pertner', 'county', '--json');
		expect(ended.code).toBe(2);
		expect(ended.json().error.hint).toBe('Did you mean --partner?');
	});

	it.each([
		['no command at all', []],
		['a word that is missing', ['publish']],
		['a word too many', ['states', 'all']],
		['an option without its value', ['load', 'x.csv', '--partner']],
		['a choice that does not exist', ['load', 'x.csv', '--dataset', 'deliverys']],
		['an option given twice', ['load', 'x.csv', '--partner', 'a', '--partner', 'b']],
		['a port that is no number', ['serve', '--port', 'http']],
		['a command of a later version', ['forecast', '/tmp/x']]
	])('ends with 2 for %s', async (_what, args) => {
		const ended = await braidwork(...args, '--json');
		expect(ended.code).toBe(2);
		expect(ended.json().error.code).toBe('usage');
		expect(ended.stderr.trim().split('\n')).toHaveLength(1);
	});

	it('explains itself when asked, and ends with 0', async () => {
		const [all, one] = await Promise.all([braidwork('--help'), braidwork('load', '--help')]);
		expect([all.code, one.code]).toEqual([0, 0]);
		expect(all.stdout).toContain('withdraw');
		expect(one.stdout).toContain('--replace');
	});
});
