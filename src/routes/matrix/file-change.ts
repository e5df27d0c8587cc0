import { dayOf, Refusal, type Actor, type Settings } from '$lib/domain';
import {
	changeFiling,
	changedColumns,
	holdsRows,
	lineHistory,
	lineNow,
	type ChangedFiling,
	type LineVersion,
	type OfferingRow,
	type OpenHome
} from '$lib/server/desk';
import { discardUncounted, load, publish, type LoadedFile } from '$lib/server/intake';
import { LINE_WORDS } from '$lib/ui/words/matrix';
import { isRefusal } from '../api/problem';
import type { FieldProblem } from './read-offering';

type Warehouse = OpenHome['warehouse'];

/** A change of the matrix on screen: the line as it is to be, why, and the state that the form was made from. */
export interface LineChange {
	/** The partner whose file of the matrix the line is part of. */
	partner: string;
	line: OfferingRow;
	why: string;
	seen: number;
	isNew: boolean;
}

/** Who makes a change, when, and what the partnership decided. */
export interface Changing {
	actor: Actor;
	now: Date;
	settings: Pick<Settings, 'upload_limit_mb'>;
}

/** What came of a change: the state that it made, what stands against it, or who changed the line before. */
export type Changed =
	{ state: number; submission: string } | { problems: FieldProblem[] } | { meanwhile: LineVersion[] };

const words = LINE_WORDS.problems;

/** The last change under way in each home; the next waits for it, so that changes of two lines both hold. */
const turns = new WeakMap<Warehouse, Promise<unknown>>();

/**
 * Files a change: the partner's latest file of the matrix with this line changed goes the one way of every file and is
 * published as the next state. Nothing is filed where the line was changed since the form was made.
 */
export function fileChange(w: Warehouse, change: LineChange, by: Changing): Promise<Changed> {
	const turn = (turns.get(w) ?? Promise.resolve()).then(() => fileInTurn(w, change, by));
	turns.set(
		w,
		turn.catch(() => undefined)
	);
	return turn;
}

async function fileInTurn(w: Warehouse, change: LineChange, by: Changing): Promise<Changed> {
	const against = await judge(w, change);
	if (against) return against;
	const filing = await changeFiling(w, { ...change, today: dayOf(by.now) });
	const claim = { partner: change.partner, dataset: 'offerings' as const, period: filing.period };
	const settings = { ...by.settings, accept_good_rows: false };
	const source = { name: `matrix-${filing.period}-on-screen.csv`, bytes: filing.bytes };
	const file = await load(w, source, claim, { ...by, settings });
	if (file.submission_id === null) return { problems: problemsIn(file) };
	const isAsMeant = await holdsRows(w, file.submission_id, filing.rows);
	if (!isAsMeant || file.questions.length > 0) {
		await discardUncounted(w, file.submission_id);
		return { problems: problemsIn(file) };
	}
	return publishChange(w, file.submission_id, { change, by, filing });
}

/** What stands against a change before anything is written: it changes nothing, its id is taken, or the line was changed. */
async function judge(w: Warehouse, { partner, line, isNew, seen }: LineChange): Promise<Changed | null> {
	const key = { partner, offering_id: line.offering_id ?? '' };
	const now = await lineNow(w, key);
	if (isNew) return now ? { problems: [{ field: 'offering_id', message: words.taken }] } : null;
	const isSeen = Number.isInteger(seen) && seen >= 1 && seen <= w.latest();
	const then = isSeen ? await lineNow(w, key, seen) : null;
	if (!then) return { problems: [{ field: '', message: words.unseen }] };
	if (now && changedColumns(then, now).length > 0) {
		const versions = await lineHistory(w, key, w.latest());
		return { meanwhile: versions.filter(({ state }) => state > seen) };
	}
	if (!now)
		throw new Refusal('no_line', 'There is no such line any more.', 'Look at the matrix as it stands now.');
	return changedColumns(now, line).length === 0 ? { problems: [{ field: '', message: words.same }] } : null;
}

async function publishChange(
	w: Warehouse,
	id: string,
	{ change, by, filing }: { change: LineChange; by: Changing; filing: ChangedFiling }
): Promise<Changed> {
	const { actor, now } = by;
	const edit = {
		offering_id: change.line.offering_id ?? '',
		who: actor.who,
		at: now.toISOString(),
		why: change.why
	};
	try {
		const { state } = await publish(w, id, { actor, now, replace: true, over: filing.over, edit });
		return { state: state ?? w.latest(), submission: id };
	} catch (error) {
		if (isRefusal(error)) await discardUncounted(w, id);
		throw error;
	}
}

/** Every error is of the changed line: the others were taken before. */
function problemsIn({ findings }: LoadedFile): FieldProblem[] {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const told = errors.map(({ column, message, fix }) => ({
		field: column ?? '',
		message: `${message} ${fix}`
	}));
	return told.length > 0 ? told : [{ field: '', message: words.misread }];
}
