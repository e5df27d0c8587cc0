import { Refusal, type Actor, type DatasetId } from '$lib/domain';
import { agreementOf } from '$lib/server/agreements';
import { assignKeys } from '$lib/server/people';
import {
	makeState,
	readSubmission,
	removedOf,
	type MatrixEdit,
	type SubmissionRecord,
	type Transaction,
	type Warehouse
} from '$lib/server/warehouse';
import { agreedPopulations } from './agreed-populations';
import { refuseOutsideAgreement, unagreedDataset } from './door/refuse-unagreed';
import { findRecord, submission } from './list-submissions';
import type { LoadedFile } from './loaded-file';

/** Who changes what is published, and when. */
export interface PublishOptions {
	replace?: boolean;
	/** What must stand in its place now: a submission, or nothing; with another one there nothing is published. */
	over?: string | null;
	/** The change of the service matrix on screen that made it. */
	edit?: MatrixEdit;
	actor: Actor;
	now: Date;
}

const READY = ['checked', 'checked_with_warnings', 'withdrawn', 'superseded'];

/** A submission and the place it takes: at most one is published for a partner, dataset and period. */
export interface Placed {
	submission_id: string;
	partner: string;
	dataset: string;
	period: string;
}

/** Publishes a checked submission; over a published one only with `replace`. */
export async function publish(w: Warehouse, id: string, options: PublishOptions): Promise<LoadedFile> {
	const record = await findRecord(w, id);
	if (record.status === 'published') return submission(w, id);
	if (!READY.includes(record.status)) throw notReady(record);
	const old = (await publishedPlaces(w)).get(placeOf(record));
	if (!options.replace) refuseOver(record, old);
	const state = await publishAll(w, [record], options);
	return { ...(await submission(w, id)), state };
}

/** Refuses a submission in whose place another one is published. */
export function refuseOver(placed: Placed, old: Placed | undefined): void {
	if (old) throw alreadyPublished(placed, old);
}

/** What is published now, by partner, dataset and period. */
export async function publishedPlaces(w: Warehouse): Promise<Map<string, Placed>> {
	const rows = await w.read<Placed>(
		`SELECT submission_id, partner, dataset, period FROM main.submissions WHERE status = 'published'`
	);
	return new Map(rows.map((row) => [placeOf(row), row]));
}

/** Partner, dataset and period as one text. */
export function placeOf({ partner, dataset, period }: Omit<Placed, 'submission_id'>): string {
	return [partner, dataset, period].join(' ');
}

/**
 * Publishes submissions as one state, in the place of what is published. Of two for the same partner, dataset and
 * period the later one is published and supersedes the earlier one. Refuses those of a partner whose agreement is not in
 * force or does not include them, and those whose rows were removed. Says so only after another connection has seen it.
 */
export async function publishAll(w: Warehouse, placed: Placed[], options: PublishOptions): Promise<number> {
	refuseUnagreed(w.home, placed, options.now);
	await refuseRemoved(w, placed);
	const inPlace = await publishedPlaces(w);
	const heirs = new Map(placed.map((one) => [placeOf(one), one]));
	const add = [...heirs.values()];
	const remove = add.flatMap((one) => inPlace.get(placeOf(one)) ?? []);
	const populations = await agreedPopulations(w);
	const state = await w.transaction(async (tx) => {
		await refuseOverOther(tx, placed, options);
		await assignKeys(tx, ids(placed));
		await passOver(tx, placed, heirs);
		const what = whatOf('Published', add);
		return makeState(tx, {
			...change(options),
			what,
			add: ids(add),
			remove: ids(remove),
			populations,
			edits: editsOf(add, options)
		});
	});
	await readBack(w, state, ids(add));
	return state;
}

/** Refuses when something else was published meanwhile in the place that a change was made for. */
async function refuseOverOther(tx: Transaction, placed: Placed[], { over }: PublishOptions): Promise<void> {
	if (over === undefined) return;
	for (const { partner, dataset, period } of placed) {
		const [now] = await tx.read<Pick<Placed, 'submission_id'>>(
			`SELECT submission_id FROM main.submissions
			WHERE status = 'published' AND partner = $1 AND dataset = $2 AND period = $3`,
			[partner, dataset, period]
		);
		if ((now?.submission_id ?? null) !== over) throw changedMeanwhile();
	}
}

function editsOf(add: Placed[], { edit }: PublishOptions): Map<string, MatrixEdit> {
	return new Map(edit ? add.map(({ submission_id }) => [submission_id, edit]) : []);
}

/** What we say when something else was published while a change was being made. */
export function changedMeanwhile(): Refusal {
	return new Refusal(
		'changed_meanwhile',
		'Something else was published here while this was being changed.',
		'Nothing was changed. Look at what stands now, and make the change again.'
	);
}

/** Withdraws a published submission; the one it superseded, if any, is published again. */
export async function withdraw(w: Warehouse, id: string, options: PublishOptions): Promise<LoadedFile> {
	const record = await findRecord(w, id);
	if (record.status !== 'published') {
		throw new Refusal(
			'not_published',
			`${id} is not published (${record.status.replaceAll('_', ' ')}).`,
			'Only what is published can be withdrawn.'
		);
	}
	const before = record.supersedes === null ? null : await readSubmission(w, record.supersedes);
	const removed = await removedOf(w, 'rows');
	const back = before?.status === 'superseded' && !removed.has(before.submission_id) ? [before] : [];
	const what = whatOf('Withdrew', [record]) + (back.length > 0 ? ', the earlier one is back' : '');
	const state = await w.transaction((tx) =>
		makeState(tx, { ...change(options), what, add: ids(back), remove: [id] })
	);
	await readBack(w, state, ids(back));
	return { ...(await submission(w, id)), state };
}

/** Refuses what the agreements of its partners do not allow to be counted on a day. */
function refuseUnagreed(home: string, placed: Placed[], now: Date): void {
	for (const [partner, own] of Map.groupBy(placed, (one) => one.partner)) {
		const agreement = agreementOf(home, partner);
		refuseOutsideAgreement(agreement, partner, { now, nothing: 'published' });
		for (const { dataset } of own) {
			const refusal = unagreedDataset(agreement, partner, dataset as DatasetId, 'published');
			if (refusal) throw refusal;
		}
	}
}

/** What was removed at the end of its retention does not come back. */
async function refuseRemoved(w: Warehouse, placed: Placed[]): Promise<void> {
	const removed = await removedOf(w, 'rows');
	const gone = placed.find(({ submission_id }) => removed.has(submission_id));
	if (!gone) return;
	throw new Refusal(
		'rows_removed',
		`The rows of ${gone.submission_id} were removed at the end of their retention.`,
		'Figures that were made of them stay where they were cited.'
	);
}

/** Earlier submissions of a batch whose place a later one of the same batch takes. */
async function passOver(tx: Transaction, placed: Placed[], heirs: Map<string, Placed>): Promise<void> {
	for (const one of placed) {
		const heir = heirs.get(placeOf(one));
		if (!heir || heir === one) continue;
		await tx.run(`UPDATE main.submissions SET status = 'superseded' WHERE submission_id = $1`, [
			one.submission_id
		]);
		await tx.run('UPDATE main.submissions SET supersedes = $1 WHERE submission_id = $2', [
			one.submission_id,
			heir.submission_id
		]);
	}
}

async function readBack(w: Warehouse, state: number, expected: string[]): Promise<void> {
	const seen = await w.read<{ submission_id: string }>(
		'SELECT submission_id FROM main.state_submissions JOIN main.submissions USING (submission_id) WHERE state = $1 AND status = $2',
		[state, 'published']
	);
	const missing = expected.filter((id) => !seen.some(({ submission_id }) => submission_id === id));
	if (missing.length > 0) throw new Error(`State ${state} was stored without ${missing.join(', ')}.`);
}

function ids(records: Placed[]): string[] {
	return records.map(({ submission_id }) => submission_id);
}

function change({ actor, now }: PublishOptions): { who: string; at: string } {
	return { who: actor.who, at: now.toISOString() };
}

function whatOf(verb: string, records: Placed[]): string {
	const [first] = records;
	if (first && records.length === 1) return `${verb} ${first.partner}, ${first.dataset}, ${first.period}`;
	const periods = [...new Set(records.map(({ period }) => period))].join(', ');
	return `${verb} ${records.length} submissions of ${periods}`;
}

function notReady(record: SubmissionRecord): Refusal {
	const hint =
		record.status === 'needs_answer'
			? 'Answer its questions first.'
			: 'Correct what its findings name, and send the file again.';
	return new Refusal(
		'not_ready',
		`${record.submission_id} cannot be published: it is ${record.status.replaceAll('_', ' ')}.`,
		hint
	);
}

function alreadyPublished(record: Placed, old: Placed): Refusal {
	return new Refusal(
		'already_published',
		`${old.submission_id} is already published for ${record.partner}, ${record.dataset}, ${record.period}.`,
		`Nothing was replaced. Publish ${record.submission_id} with --replace to put it in its place.`
	);
}
