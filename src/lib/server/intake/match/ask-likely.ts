import type { Warehouse } from '$lib/server/warehouse';
import { nameOfCell } from '../map-columns';
import type { CleanText } from '../check/arrive';
import { cleanText, type Arriving } from '../stage';
import { profileColumns, type ColumnProfile } from './profile-columns';
import { suggestMatches, type Suggestion } from './suggest';

/** Beyond these no column is proposed for another; the questions are asked all the same. */
const MOST_COLUMNS = 400;

/** Puts the likeliest of the sender's columns first in each question about a missing one, and says why. */
export async function askLikely(w: Warehouse, arriving: Arriving): Promise<void> {
	const { mapping, known } = arriving;
	if (mapping.questions.length === 0 || mapping.columns.length > MOST_COLUMNS) return;
	const profiles = await profileFile(w, arriving);
	for (const suggestion of suggestMatches(mapping, known, profiles)) putFirst(arriving, suggestion);
}

/** Profiles the columns of a file that was read. */
export async function profileFile(
	w: Warehouse,
	arriving: Pick<Arriving, 'partner' | 'known' | 'table' | 'kept' | 'folder'>
): Promise<ColumnProfile[]> {
	const about = { partner: arriving.partner, missing: arriving.known.dataset.missing_values };
	return lookInto(arriving, (text) => profileColumns(w, text, about));
}

/** Looks into the text of a file: the kept file itself, or a clean copy where the database stumbles. */
export async function lookInto<Seen>(
	file: Pick<Arriving, 'table' | 'kept' | 'folder'>,
	look: (text: CleanText) => Promise<Seen>
): Promise<Seen> {
	try {
		return await look(await cleanText(file, { copy: false }));
	} catch (error) {
		if (!file.table.isPlain) throw error;
		return look(await cleanText(file, { copy: true }));
	}
}

function putFirst({ mapping }: Arriving, { cell, column, reasons }: Suggestion): void {
	const question = mapping.questions.find(({ code }) => code === `column.${column}`);
	if (!question) return;
	const value = nameOfCell(mapping.columns[cell]?.header ?? '', cell);
	const likely = question.choices.filter((choice) => choice.value === value);
	const others = question.choices.filter((choice) => choice.value !== value);
	question.choices = [...likely, ...others];
	question.message += ` "${likely[0]?.label ?? value}" looks like it. ${reasons.join(' ')}`;
}
