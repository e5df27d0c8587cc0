import { existsSync } from 'node:fs';
import { Refusal, type Actor, type DatasetId, type Settings } from '$lib/domain';
import { assignKeys } from '$lib/server/people';
import {
	lostChanges,
	makeState,
	removedSays,
	type AgreementCause,
	type LedgerLine,
	type MatrixEdit,
	type Warehouse
} from '$lib/server/warehouse';
import { agreedPopulations } from './agreed-populations';
import { isReady } from './is-ready';
import type { LoadOptions } from './loaded-file';
import { addPartners, unnamedPartner } from './partners';
import { publishedPlaces } from './publish';
import { placed } from './publish-made';
import { keptPath } from './door/kept-file';
import { takeFile } from './take-file';

/** What recovery needs to know of the home, and whom it tells in sentences what it does. */
export interface RecoverOptions {
	settings: Pick<Settings, 'accept_good_rows' | 'upload_limit_mb'>;
	now: Date;
	tell: (sentence: string) => void;
}

const RECOVERY: Actor = { who: 'recovery', role: 'administrator', partners: null };

/** Questions of one file only; what was published had these answers. */
const ONCE = { new_partner: 'new', nobody: 'yes', cut_off: 'complete' };

/**
 * Makes again the states that the ledger knows and the database has lost (a log that was cut short, say), from the
 * kept originals and in the order of the ledger. What cannot be made again is told, and `check` names it from then on.
 */
export async function recoverLost(w: Warehouse, options: RecoverOptions): Promise<void> {
	const lost = lostChanges(w);
	if (lost.length === 0) return;
	options.tell(
		'The database lacks states that the ledger knows; they are made again from the kept originals.'
	);
	await addPartners(w, [...new Set(lost.map(({ partner }) => partner))].map(unnamedPartner));
	for (const lines of byState(lost)) await remakeState(w, lines, options);
}

function byState(lines: LedgerLine[]): LedgerLine[][] {
	const groups = new Map<number, LedgerLine[]>();
	for (const line of lines) groups.set(line.state, [...(groups.get(line.state) ?? []), line]);
	return [...groups.values()];
}

/** The state comes even when some of it cannot be had any more, so that later ones keep their numbers. */
async function remakeState(
	w: Warehouse,
	lines: LedgerLine[],
	{ settings, now, tell }: RecoverOptions
): Promise<void> {
	const add: string[] = [];
	const load = { actor: RECOVERY, now, settings };
	for (const line of lines.filter(({ did }) => did === 'published')) {
		const problem = await reload(w, line, load);
		if (problem === null) add.push(line.submission_id);
		else
			tell(`${line.submission_id} was published in state ${line.state} and cannot be made again: ${problem}`);
	}
	const published = [...(await publishedPlaces(w)).values()].map(({ submission_id }) => submission_id);
	const gone = lines.filter(({ did }) => did !== 'published').map(({ submission_id }) => submission_id);
	const remove = gone.filter((id) => published.includes(id));
	const populations = await agreedPopulations(w);
	const state = await w.transaction(async (tx) => {
		await assignKeys(tx, add);
		const change = {
			who: RECOVERY.who,
			what: whatOf(lines),
			at: now.toISOString(),
			add,
			remove,
			populations
		};
		return makeState(tx, { ...change, because: causesOf(lines), edits: editsOf(lines, add) });
	});
	tell(`State ${state} stands again.`);
}

/** What an agreement made leave or come back then, and not a person. */
function causesOf(lines: LedgerLine[]): Map<string, AgreementCause> {
	return new Map(
		lines.flatMap(({ submission_id, because }): [string, AgreementCause][] =>
			because ? [[submission_id, because]] : []
		)
	);
}

/** The changes of the matrix on screen among what comes back, with who made them then and why. */
function editsOf(lines: LedgerLine[], add: string[]): Map<string, MatrixEdit> {
	return new Map(
		lines.flatMap(({ did, submission_id, edit }): [string, MatrixEdit][] =>
			did === 'published' && edit && add.includes(submission_id) ? [[submission_id, edit]] : []
		)
	);
}

/** Loads a kept original as it was loaded then; null when it is there again, else why not. */
async function reload(w: Warehouse, line: LedgerLine, load: LoadOptions): Promise<string | null> {
	const path = keptPath(w.home, line);
	if (removedSays(w.home, 'original').has(line.submission_id))
		return 'its original was removed at the end of its retention.';
	if (!existsSync(path)) return 'its original is not in files/ any more.';
	const claim = { partner: line.partner, dataset: line.dataset as DatasetId, period: line.period };
	const answers = { ...ONCE, ...(JSON.parse(line.answers ?? '{}') as Record<string, string>) };
	try {
		const files = await takeFile(w, { name: line.file ?? `${line.dataset}.csv`, path }, claim, {
			...load,
			answers
		});
		const file = files.find((one) => placed(one).some((own) => own.submission_id === line.submission_id));
		if (!file) return 'its original has changed.';
		return isReady(file) ? null : `it is ${file.status.replaceAll('_', ' ')} now.`;
	} catch (error) {
		if (error instanceof Refusal) return error.message;
		throw error;
	}
}

function whatOf(lines: LedgerLine[]): string {
	const [first] = lines as [LedgerLine];
	const places =
		lines.length === 1 ? `${first.partner}, ${first.dataset}, ${first.period}` : `${lines.length} changes`;
	return `Recovered: ${places}, first stored ${first.at.slice(0, 10)}`;
}
