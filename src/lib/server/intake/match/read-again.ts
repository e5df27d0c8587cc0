import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';
import type { SubmissionRecord, Warehouse } from '$lib/server/warehouse';
import type { MatchedFile } from '../check-and-keep';
import { clearLeftovers } from '../clear-leftovers';
import { cutOf } from '../door/kept-file';
import { detect } from '../detect';
import type { LoadOptions } from '../loaded-file';
import { matchTable } from '../match-file';
import { readTable } from '../read';
import { earlierHeaders } from '../remember';
import { sheetChoice } from '../remember-sheet';
import { originalPath } from '../versions/original';
import { recogniseTable } from '../transform';

/** Reads the kept file of a submission again and matches it by what is remembered and these options' answers; changes nothing. */
export async function readAgain<T>(
	w: Warehouse,
	record: SubmissionRecord,
	{ options, work }: { options: LoadOptions; work: (matched: MatchedFile) => Promise<T> }
): Promise<T> {
	refuseUnplaced(record);
	const { partner, dataset, period, sha256, file: name } = record;
	await clearLeftovers(w);
	await mkdir(join(w.home, 'work'), { recursive: true });
	const folder = await mkdtemp(join(w.home, 'work', 'intake-'));
	try {
		const path = originalPath(w.home, record);
		const limit = options.settings.upload_limit_mb * 1024 * 1024;
		const earlier = await earlierHeaders(w, partner);
		const choice = await sheetChoice(w, { partner, dataset, answered: undefined, earlier });
		const table = await readTable(path, { name, folder, limit, ...choice });
		if (recogniseTable(table)) throw needsNoMatching(name);
		const received = {
			w,
			file: { name, path, sha256, bytes: table.text.size, removed: cutOf(path)?.removed ?? [] },
			claim: { partner, dataset, period },
			options,
			answers: options.answers ?? {}
		};
		const guesses = detect(table.headers, { partner });
		const place = { partner, dataset, period, table, folder, guesses, same: record, wrong: null };
		return await work(await matchTable(received, place));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Columns can be matched once it is known what the file is about. */
function refuseUnplaced({ dataset, period, submission_id }: SubmissionRecord): void {
	if (dataset && period) return;
	throw new Refusal(
		'not_placed',
		'It is not yet known what the file is about and for which quarter.',
		`Answer that first, on the page of submission ${submission_id}.`
	);
}

function needsNoMatching(file: string): Refusal {
	return new Refusal(
		'needs_no_matching',
		`${file} is written in a layout that is declared whole; its columns need no matching.`,
		'What is taken from where stands with the layout.'
	);
}
