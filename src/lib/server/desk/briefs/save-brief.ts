import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { dayOf, Refusal, writeDay, type Actor, type Brief, type BriefText } from '$lib/domain';
import { writeWhole } from '../write-whole';
import { briefTextFrom, checkBriefText } from './brief-shape';
import { briefPath, briefs, versionsOfBrief, type BriefVersion } from './read-briefs';

/** Who keeps a brief, and when. */
export interface BriefSaving {
	actor: Actor;
	now: Date;
}

/** A meeting is planned at most so many days ahead; a later day is a slip. */
const DAYS_AHEAD = 366;

/**
 * Makes the brief of a meeting, pinned to a state; what changed is told against the brief of the meeting before.
 * Refuses a day that has its brief, is none, or is more than a year ahead.
 */
export function createBrief(
	home: string,
	pinned: Pick<Brief, 'date' | 'state' | 'calendar' | 'focus_award'>,
	saving: BriefSaving
): Brief {
	const { date } = pinned;
	const path = briefPath(home, date);
	if (path === null) throw noDay(date);
	if (date > dayOf(new Date(saving.now.getTime() + DAYS_AHEAD * 86_400_000))) throw tooFar(date);
	if (versionsOfBrief(home, date).length > 0) throw there(date);
	const brief = { ...pinned, previous: previousOf(home, date), decisions: [], notes: '' };
	write(path, { brief, saved: savedBy(saving) }, []);
	return brief;
}

/**
 * Keeps what was written on a brief, with every earlier version in the same file. Refuses what cannot be kept, and
 * what was written over a version that the writer had not seen. The same again changes nothing.
 */
export function saveBriefText(
	home: string,
	date: string,
	written: BriefText,
	{ seen, ...saving }: BriefSaving & { seen: number }
): Brief {
	const path = briefPath(home, date);
	const versions = versionsOfBrief(home, date);
	const newest = versions[0];
	if (path === null || !newest) throw noBrief(date);
	const problems = checkBriefText(written);
	if (problems.length > 0)
		throw new Refusal(
			'wrong_brief',
			problems.map(({ message }) => message).join(' '),
			'Correct this; nothing was changed.'
		);
	const text = briefTextFrom(written);
	if (versions.length !== seen) throw changedMeanwhile(newest);
	if (isSame(newest.brief, text)) return newest.brief;
	const brief = { ...newest.brief, ...text };
	write(path, { brief, saved: savedBy(saving) }, versions);
	return brief;
}

/**
 * Pins a brief that was prepared ahead to a newer state; what was written on it stays, and so does the version of the
 * state before. Refuses what `mayMove` does not allow, and a version that was not seen.
 */
export function moveBrief(
	home: string,
	date: string,
	to: { state: number; seen: number },
	saving: BriefSaving
): Brief {
	const path = briefPath(home, date);
	const versions = versionsOfBrief(home, date);
	const newest = versions[0];
	if (path === null || !newest) throw noBrief(date);
	if (!mayMove(home, newest.brief, to.state, saving.now)) throw stays(newest.brief);
	if (versions.length !== to.seen) throw changedMeanwhile(newest);
	const brief = { ...newest.brief, state: to.state };
	write(path, { brief, saved: savedBy(saving) }, versions);
	return brief;
}

/** Whether a brief may be pinned to this state: it tells of an older one, its meeting is not over, and no later brief tells of changes since. */
export function mayMove(
	home: string,
	{ date, state }: Pick<Brief, 'date' | 'state'>,
	to: number,
	now: Date
): boolean {
	return to > state && date >= dayOf(now) && !briefs(home).some((known) => known.date > date);
}

/** What we say of a day without a brief. */
export function noBrief(date: string): Refusal {
	return new Refusal(
		'no_brief',
		`There is no brief of ${writeDay(date.slice(0, 60))}.`,
		'Choose one of the archive, or make a new one.'
	);
}

function previousOf(home: string, date: string): Brief['previous'] {
	const before = briefs(home).find((known) => known.date < date && known.brief !== null)?.brief;
	return before ? { date: before.date, state: before.state } : null;
}

function savedBy({ actor, now }: BriefSaving): { at: string; who: string } {
	return { at: now.toISOString(), who: actor.who };
}

function write(path: string, { brief, saved }: BriefVersion, versions: BriefVersion[]): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const earlier = versions.map((version) => ({ ...version.brief, saved: version.saved }));
	writeWhole(path, `${JSON.stringify({ ...brief, saved, earlier }, null, '\t')}\n`);
}

function isSame(one: BriefText, other: BriefText): boolean {
	const text = ({ decisions, notes }: BriefText) => JSON.stringify([decisions, notes]);
	return text(one) === text(other);
}

function stays({ date, state }: Brief): Refusal {
	return new Refusal(
		'brief_stays',
		`The brief of ${writeDay(date)} stays with state ${state}.`,
		'A brief moves to a newer state until the day of its meeting or until the next is made, and never back.'
	);
}

function noDay(date: string): Refusal {
	return new Refusal(
		'wrong_day',
		`"${date.slice(0, 60)}" is not the day of a meeting.`,
		'Choose the day in the calendar, or write it like 2015-12-31.'
	);
}

function tooFar(date: string): Refusal {
	return new Refusal(
		'wrong_day',
		`${writeDay(date)} is more than a year ahead.`,
		'Choose the day of the next meeting.'
	);
}

function there(date: string): Refusal {
	return new Refusal(
		'brief_exists',
		`The meeting of ${writeDay(date)} has its brief already.`,
		'Open it in the archive, or choose another day.'
	);
}

function changedMeanwhile({ saved }: BriefVersion): Refusal {
	const by = saved ? ` by ${saved.who} on ${writeDay(saved.at)}` : '';
	return new Refusal(
		'changed_meanwhile',
		`This brief was changed${by} while you wrote. What you wrote stands below and is not kept yet.`,
		'Compare it with what is kept now, then save again: yours replaces it, and the other stays among the earlier versions.'
	);
}
