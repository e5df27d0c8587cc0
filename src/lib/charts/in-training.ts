import { writeCount } from '$lib/domain';
import type { SafeRow } from '$lib/domain';
import { CHART_WORDS } from './words';

/** How many people were in training when the first and the last step of a comparison began; missing where a table does not say it. */
export function inTraining({ at_risk, last_at_risk = at_risk }: SafeRow): number[] {
	return [at_risk, last_at_risk].filter((count) => typeof count === 'number');
}

/** The same in writing, from the fewer to the more: `229`, or `12 to 240`. */
export function inTrainingText(row: SafeRow | undefined): string {
	const counts = row ? [...new Set(inTraining(row))] : [];
	return counts
		.sort((one, other) => one - other)
		.map(writeCount)
		.join(CHART_WORDS.to);
}
