import { measures as published } from '$lib/server/measures';
import type { Reading } from '../../read-state';
import { absentLine, outcomeLine, type OutcomeLine } from '$lib/ui/outcome-line';

/** The steps from enrollment to a job, in order. */
export const STEPS = [
	'people_served',
	'training_began',
	'completion_rate',
	'credential_rate',
	'employed_at_exit',
	'employed_6m',
	'employed_q4'
];

/** HPOG performance indicators by their number (Office of Family Assistance). */
export const HPOG = [
	{ number: '1', measure: 'people_served' },
	{ number: '2', measure: 'completion_rate' },
	{ number: '3', measure: 'credential_rate' },
	{ number: '4', measure: 'employed_at_exit' },
	{ number: '5', measure: 'employed_6m' },
	{ number: '6', measure: 'employed_at_exit_health' },
	{ number: '7', measure: 'employed_6m_health' },
	{ number: '8', measure: 'wage_gain' },
	{ number: '8', measure: 'wage_gain_6m' }
];

/** The WIOA indicators of 29 USC 3141(b)(2)(A)(i) that partners' exports carry. */
export const WIOA = ['employed_q2', 'employed_q4', 'median_earnings_q2', 'credential_rate'];

/** Outcomes that are shown by program and population; the first one unless the reader chooses. */
export const COMPARED = [
	'employed_6m',
	'employed_at_exit',
	'credential_rate',
	'completion_rate',
	'employed_q2',
	'employed_q4',
	'wage_gain'
];

/** The lines of measures for everybody, or for the chosen group; of a measure that is not told of the group, that. */
export async function askLines(
	{ askIfAny }: Reading,
	measures: readonly string[],
	group: { column: string; value: string } | null
): Promise<Map<string, OutcomeLine>> {
	const where = group ? { [group.column]: group.value } : {};
	const lines = [...new Set(measures)].map(async (measure) => {
		const table = await askIfAny({ measure, by: group ? [group.column] : [], where });
		const title = published().find(({ id }) => id === measure)?.title ?? measure;
		return [measure, table ? outcomeLine(table) : absentLine(measure, title)] as const;
	});
	return new Map(await Promise.all(lines));
}
