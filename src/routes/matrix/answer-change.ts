import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { writeMoment } from '$lib/domain';
import type { LineVersion, OfferingRow } from '$lib/server/desk';
import { LINE_WORDS } from '$lib/ui/words/matrix';
import { isRefusal } from '../api/problem';
import { fileChange, type LineChange } from './file-change';
import type { FieldProblem } from './read-offering';
import { sayChange, type SaidChange } from './say-line';

/** What the form shows when nothing was filed: what was written, what is wrong, and who changed the line meanwhile. */
export interface NotFiled {
	written: OfferingRow & { why: string };
	problems: FieldProblem[];
	meanwhile: { by: string; changes: SaidChange[] }[];
	/** The state that the form is made from when it is sent again. */
	seen: number;
}

/** Where the page of a line lies. */
export function lineAddress(partner: string, offering_id: string): string {
	return `/matrix/${encodeURIComponent(partner)}/${encodeURIComponent(offering_id)}`;
}

/** Files a change and leads to the line; or says what stands against it and keeps what was written. */
export async function answerChange(
	{ warehouse, settings, actor, note }: App.Locals,
	change: LineChange,
	problems: FieldProblem[]
): Promise<ActionFailure<NotFiled>> {
	const refuse = (wrong: FieldProblem[], versions: LineVersion[] = []) =>
		fail(wrong.length > 0 ? 400 : 409, {
			written: { ...change.line, why: change.why },
			problems: wrong,
			meanwhile: versions.map((version) => sayMeanwhile(version, settings.time_zone)),
			seen: versions.length > 0 ? warehouse.latest() : change.seen
		});
	if (problems.length > 0) return refuse(problems);
	const result = await fileChange(warehouse, change, { actor, settings, now: new Date() }).catch(
		(mistake: unknown) => {
			if (!isRefusal(mistake)) throw mistake;
			return { problems: [{ field: '', message: `${mistake.message} ${mistake.hint}` }] };
		}
	);
	if ('problems' in result) return refuse(result.problems);
	if ('meanwhile' in result) return refuse([], result.meanwhile);
	const offering = change.line.offering_id ?? '';
	const { state, submission } = result;
	await note('changed the matrix', { submission, offering, state });
	redirect(303, `${lineAddress(change.partner, offering)}?saved=${state}`);
}

function sayMeanwhile({ who, at, changes }: LineVersion, zone: string): NotFiled['meanwhile'][number] {
	return { by: LINE_WORDS.edit.meanwhileBy(who, writeMoment(at, zone)), changes: changes.map(sayChange) };
}
