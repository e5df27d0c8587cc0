import { describe, expect, it } from 'vitest';
import { checkSettings, firstSettings, upgradeSettings } from '$lib/server/desk';

describe('levels of others among the settings', () => {
	const level = { measure: 'employed_q2', level: 0.715, period: 'program year 2014', source: 'State report' };

	it('are none in a new home and in one of an older version, and stay where an older version had them', () => {
		const { levels_of_others, ...older } = firstSettings(false);
		expect(levels_of_others).toEqual([]);
		expect(upgradeSettings({ ...older, version: 3 })).toEqual(firstSettings(false));
		expect(upgradeSettings({ ...older, state_levels: [level], version: 4 })).toEqual({
			...firstSettings(false),
			levels_of_others: [level]
		});
	});

	it('are one for a measure, each with a period and a source', () => {
		const wrong = (levels_of_others: unknown[]) =>
			checkSettings({ ...firstSettings(false), levels_of_others }).map(({ message }) => message);
		expect(wrong([level])).toEqual([]);
		expect(wrong([level, level])).toEqual(['Each measure can have one level of others only.']);
		expect(wrong([{ ...level, source: ' ' }])).toEqual(['The source of a level must not be empty.']);
		expect(wrong([{ ...level, level: -1 }])).toEqual(['A level must be 0 or more.']);
	});
});
