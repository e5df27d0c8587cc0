import { Refusal } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';
import { answerQuestions } from '../load';
import type { LoadedFile, LoadOptions } from '../loaded-file';
import { keepAnswers } from '../remember';
import { fromRecord, isSettled, mayBeCheckedAgain } from '../stored-file';
import { dropDraft } from './drafts';

/**
 * Checks a submission again with the form's answers and remembers them. What was ever published stays as it is, for a
 * state holds its rows: then the answers hold for later files alone.
 */
export async function applyAnswers(
	w: Warehouse,
	id: string,
	{ answers, options }: { answers: Record<string, string>; options: LoadOptions }
): Promise<LoadedFile> {
	const record = await findRecord(w, id);
	const isOpen = !isSettled(record) || mayBeCheckedAgain(record);
	if (isOpen) {
		const file = await answerQuestions(w, id, answers, options);
		await dropDraft(w, id);
		return file;
	}
	if (Object.keys(answers).length === 0) throw nothingChanged();
	const { partner, dataset } = record;
	const of = { partner, dataset, at: options.now.toISOString(), who: options.actor.who };
	await w.transaction((tx) => keepAnswers(tx, of, { given: answers, proven: {} }));
	await dropDraft(w, id);
	return fromRecord(record);
}

function nothingChanged(): Refusal {
	return new Refusal(
		'nothing_changed',
		'Nothing was chosen otherwise than it is.',
		'Change a choice, and keep it for later files.'
	);
}
