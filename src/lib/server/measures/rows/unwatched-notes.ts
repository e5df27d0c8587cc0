import { writeCount } from '$lib/domain';
import type { KeptCurves } from '../kept/curves';

/**
 * Says how many of everybody transferred or were no longer watched by a month, as everybody's published curve tells: in
 * steps that several months are joined in they count to the end, as neither having completed nor withdrawn.
 */
export function unwatchedNotes(curves: KeptCurves, until: number): string[] {
	const [everybody] = curves.filter(({ by }) => by.length === 0).flatMap(({ groups }) => groups);
	const shown = everybody?.steps.filter(({ hidden }) => !hidden) ?? [];
	const after = shown.find(({ time }) => time > until);
	const [first] = shown;
	if (until === 0 || !first || !after) return [];
	const within = shown.filter(({ time }) => time <= until).map(({ events }) => events);
	if (within.some(({ completed, withdrew }) => completed === undefined || withdrew === undefined)) return [];
	const left = within.reduce((sum, { completed = 0, withdrew = 0 }) => sum + completed + withdrew, 0);
	const unwatched = first.at_risk - left - after.at_risk;
	if (unwatched === 0) return [];
	return [
		`Of ${writeCount(first.at_risk)} people, ${writeCount(unwatched)} transferred or were no longer watched by month ${until}. Within a step they count to its end, as neither completed nor withdrawn, so shares that completed or withdrew are somewhat too low.`
	];
}
