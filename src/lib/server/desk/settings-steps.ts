import { Refusal, systemTimeZone } from '$lib/domain';
import { FIRST_LIMITS } from './limit-settings';
import { FIRST_SERVER } from './server-settings';

/** The version of the settings that this Braidwork writes. */
export const SETTINGS_VERSION = 5;

type Stored = Record<string, unknown>;

/** What becomes of settings of each older version, so that they are those of the next. */
const STEPS: Record<number, (stored: Stored) => Stored> = {
	1: (stored) => ({ server: FIRST_SERVER, ...stored, version: 2 }),
	2: (stored) => ({ time_zone: systemTimeZone(), limits: FIRST_LIMITS, ...stored, version: 3 }),
	3: (stored) => ({ ...stored, version: 4 }),
	4: ({ state_levels = [], ...stored }) => ({ levels_of_others: state_levels, ...stored, version: 5 })
};

/** Settings as today's version has them; what is not settings at all stays as it is. Refuses those of a newer version. */
export function upgradeSettings(stored: unknown): unknown {
	if (typeof stored !== 'object' || stored === null || !('version' in stored)) return stored;
	const { version } = stored;
	if (typeof version !== 'number') return stored;
	if (version > SETTINGS_VERSION) throw newer(version);
	const step = STEPS[version];
	return step ? upgradeSettings(step({ ...stored })) : stored;
}

function newer(version: number): Refusal {
	return new Refusal(
		'newer_home',
		`This home was written by a newer Braidwork (settings of version ${version}, this one knows ${SETTINGS_VERSION}).`,
		'Use the newer Braidwork, or restore a backup made with this version.'
	);
}
