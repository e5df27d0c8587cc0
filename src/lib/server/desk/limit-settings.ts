import * as v from 'valibot';
import type { Limits } from '$lib/domain';
import { Whole } from './whole-number';

/**
 * Two hundred people who come in within a minute and a half behind one address, and fifty requests a second of one
 * person, are far above what browsers ask; a program that guesses or floods is far above both.
 */
export const FIRST_LIMITS: Limits = {
	strangers_per_minute: 600,
	people_per_minute: 3000,
	failures_noted_per_hour: 20
};

/** What `limits` in the settings may say; a smaller number would hold up people who do nothing wrong. */
export const LimitsSchema = v.strictObject(
	{
		strangers_per_minute: Whole('limits.strangers_per_minute', 60, 1_000_000),
		people_per_minute: Whole('limits.people_per_minute', 300, 1_000_000),
		failures_noted_per_hour: Whole('limits.failures_noted_per_hour', 5, 1000)
	},
	'limits must have strangers_per_minute, people_per_minute and failures_noted_per_hour.'
);
