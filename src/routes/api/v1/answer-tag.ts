import { createHash } from 'node:crypto';
import { version } from '$app/environment';

/**
 * The `ETag` of an answer that rests on a state and on the policy: the same for the same address as long as
 * neither changes, nor the program that wrote it.
 */
export function answerTag(locals: App.Locals, state: number): string {
	const { name, threshold, calendar, focus_award, goals } = locals.settings;
	const policy = JSON.stringify([version, name, threshold, calendar, focus_award, goals]);
	return `"s${state}-${createHash('sha256').update(policy).digest('hex').slice(0, 12)}"`;
}
