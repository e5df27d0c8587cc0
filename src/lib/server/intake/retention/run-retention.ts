import type { Actor } from '$lib/domain';
import { forgetIdentifiers, forgetKeys } from '$lib/server/people';
import {
	dropStaged,
	makeState,
	noteRemovals,
	readSubmission,
	saveSubmission,
	type Removal,
	type RemovalKind,
	type Transaction,
	type Warehouse
} from '$lib/server/warehouse';
import { removeKept } from '../door/kept-file';
import { planRetention, totalsOf, type RetentionLine, type RetentionPlan } from './plan-retention';

/** What was removed, and the state that was made without it; none when no figures rest on it. */
export interface RetentionRun {
	lines: RetentionLine[];
	state: number | null;
	what: string;
}

/**
 * Removes what is past its retention: identifiers and rows in one transaction with the next state, which is without
 * those rows, then the originals. Safe tables, states and what was done stay. A run that was cut short is finished by
 * the next one.
 */
export async function runRetention(
	w: Warehouse,
	{ actor, now }: { actor: Actor; now: Date }
): Promise<RetentionRun> {
	const nothing = { lines: [], state: null, what: whatOf([]) };
	if ((await planRetention(w, now)).lines.length === 0) return nothing;
	const about = { who: actor.who, at: now.toISOString() };
	// Planned again where nobody else writes, so that two who run it at once remove everything once.
	const [plan, state] = await w.transaction(async (tx) => {
		const plan = await planRetention(w, now);
		return [plan, plan.lines.length > 0 ? await remove(tx, plan, { ...about, latest: w.latest() }) : null];
	});
	for (const { path } of plan.originals) await removeKept(path);
	return { lines: plan.lines, state, what: whatOf(plan.lines) };
}

async function remove(
	tx: Transaction,
	plan: RetentionPlan,
	{ latest, ...about }: { who: string; at: string; latest: number }
): Promise<number | null> {
	const made = await leaveFigures(tx, plan, { ...about, what: whatOf(plan.lines) });
	await dropStaged(tx, plan.rows);
	for (const id of plan.identifiers) await forgetIdentifiers(tx, id);
	await forgetValues(tx, plan.rows);
	await forgetKeys(tx, [...new Set(plan.lines.map(({ partner }) => partner))]);
	await noteRemovals(tx, removalsOf(plan, { ...about, state: made ?? latest }));
	return made;
}

/** The next state, when what is removed stands behind the present one: birth dates make ages. */
async function leaveFigures(
	tx: Transaction,
	{ rows, identifiers }: RetentionPlan,
	change: { who: string; at: string; what: string }
): Promise<number | null> {
	const published = await tx.read<{ submission_id: string }>(
		`SELECT submission_id FROM main.submissions
		WHERE status = 'published' AND list_contains($1::VARCHAR[], submission_id)`,
		[[...rows, ...identifiers]]
	);
	if (published.length === 0) return null;
	const remove = published.map(({ submission_id }) => submission_id).filter((id) => rows.includes(id));
	return makeState(tx, { ...change, add: [], remove });
}

const GONE = 'Removed with the rows at the end of their retention.';

/** What was noted of single cells goes with the rows; how many findings there were stays. */
async function forgetValues(tx: Transaction, ids: string[]): Promise<void> {
	await tx.run('DELETE FROM main.answer_drafts WHERE list_contains($1::VARCHAR[], submission_id)', [ids]);
	for (const id of ids) {
		const record = await readSubmission(tx, id);
		if (!record) continue;
		const { findings = [], ...details } = record.details as { findings?: object[] };
		const bare = findings.map((finding) => ({ ...finding, value: null, message: GONE, fix: '' }));
		await saveSubmission(tx, { ...record, details: { ...details, findings: bare, questions: [] } });
	}
}

function removalsOf(plan: RetentionPlan, about: Omit<Removal, 'submission_id' | 'kind'>): Removal[] {
	const of = (kind: RemovalKind, ids: string[]) =>
		ids.map((submission_id) => ({ submission_id, kind, ...about }));
	return [
		...of('rows', plan.rows),
		...of('identifiers', plan.identifiers),
		...of(
			'original',
			plan.originals.flatMap(({ submissions }) => submissions)
		)
	];
}

function whatOf(lines: RetentionLine[]): string {
	if (lines.length === 0) return 'Nothing is past its retention';
	const { rows, identifiers, originals } = totalsOf(lines);
	const partners = [...new Set(lines.map(({ partner }) => partner))].join(', ');
	return `Retention: removed ${rows} rows, ${identifiers} people’s identifiers, ${originals} originals of ${partners}`;
}
