import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, startOfDay, timeZones, writeMoment } from '$lib/domain';
import { checkSettings, firstSettings, upgradeSettings } from '$lib/server/desk';

const ZONES = [
	'UTC',
	'America/New_York',
	'America/St_Johns',
	'Pacific/Auckland',
	'America/Havana',
	'Asia/Kolkata'
];

describe('a moment', () => {
	it('is written as the clocks of a zone show it, and the zone is named, in summer and in winter', () => {
		expect(writeMoment('2015-01-05T14:07:09.123Z', 'America/New_York')).toBe('Jan 5, 2015, 9:07:09 AM EST');
		expect(writeMoment('2015-07-05T03:07:09Z', 'America/New_York')).toBe('Jul 4, 2015, 11:07:09 PM EDT');
		expect(writeMoment('2015-07-05T00:00:00Z', 'UTC')).toBe('Jul 5, 2015, 12:00:00 AM UTC');
	});

	it('stays as it is when it is none', () => {
		expect(writeMoment('yesterday', 'UTC')).toBe('yesterday');
	});
});

describe('a day in a zone', () => {
	it('begins when its clocks say so, also in the nights in which they are changed', () => {
		const start = (day: string) => new Date(startOfDay(day, 'America/New_York')).toISOString();
		expect(start('2026-03-08')).toBe('2026-03-08T05:00:00.000Z');
		expect(start('2026-03-09')).toBe('2026-03-09T04:00:00.000Z');
		expect(start('2026-11-02')).toBe('2026-11-02T05:00:00.000Z');
	});

	it('holds exactly the moments from its start to the start of the next', () => {
		const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2039, 0, 1) });
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), (moment, zone) => {
				const day = dayIn(moment, zone);
				const start = startOfDay(day, zone);
				expect(start).toBeLessThanOrEqual(moment);
				expect(dayIn(start, zone)).toBe(day);
				expect(dayIn(start - 1, zone) < day).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('the time zone of the settings', () => {
	const settings = firstSettings(false);

	it('is the machine’s own to begin with, also where an older home comes of age', () => {
		expect(settings.time_zone).toBe(new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone);
		const older: Record<string, unknown> = { ...settings, version: 2 };
		delete older.time_zone;
		delete older.levels_of_others;
		expect(upgradeSettings(older)).toEqual(settings);
	});

	it('is a name of the IANA list, and anything else is refused with a sentence', () => {
		const problems = (time_zone: unknown) => checkSettings({ ...settings, time_zone });
		for (const name of [...timeZones('US/Eastern').slice(0, 40), 'UTC', 'US/Eastern'])
			expect(problems(name)).toEqual([]);
		for (const name of ['', 'Eastern time', '+05:00', 'America/Nowhere', '-05:00'])
			expect(problems(name)).toEqual([
				{
					field: 'time_zone',
					message: `The time zone cannot be "${name}"; write its name as in the IANA list, like America/New_York.`
				}
			]);
		expect(problems(5)).toEqual([{ field: 'time_zone', message: 'The time zone must be text.' }]);
	});
});
