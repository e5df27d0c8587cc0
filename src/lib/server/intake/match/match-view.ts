import type { Column } from '$lib/catalog';
import type { DatasetId, Quarter, SubmissionStatus } from '$lib/domain';
import type { AnswerVersion } from '../remember';
import type { MappedColumn } from '../loaded-file';
import { leaveCode } from '../map-columns';
import { BY_LINE } from '../number-lines';
import type { Draft } from './drafts';
import type { LikeCode } from './like-code';

/** What a person sees who matches a file's columns with ours: everything with its present choice and why. */
export interface MatchView {
	submission_id: string;
	partner: string;
	dataset: DatasetId;
	period: Quarter;
	status: SubmissionStatus;
	file: string;
	/** Whether the file can be checked again; what was ever published stays as it is, and answers hold for later files. */
	canCheck: boolean;
	draft: Pick<Draft, 'at' | 'who'> | null;
	headers: HeaderMatch[];
	columns: Pick<Column, 'name' | 'title' | 'description' | 'required'>[];
	/** Our column for whose values the lines may stand, where no header is chosen for it: what stands in the form, and what holds. */
	byLine: { field: 'by_line'; column: string; choice: boolean; now: boolean } | null;
	/** Names of our columns that every row needs and no header stands for. */
	missing: string[];
	/** Names of our columns that two headers were chosen for. */
	doubled: string[];
	codes: CodeMatch[];
	writing: WritingMatch[];
	prefixes: PrefixMatch[];
	remembered: AnswerVersion[];
}

/** One of the sender's columns. */
export interface HeaderMatch {
	cell: number;
	field: string;
	header: string;
	/** How an answer names it. */
	name: string;
	samples: string[];
	filled: number;
	/** Our column that stands in the form; '' to leave it out. */
	choice: string;
	/** What it is matched with without this form, and how. */
	now: string | null;
	how: MappedColumn['how'];
	suggestion: { column: string; certainty: number; reasons: string[] } | null;
}

/** The values of a column of codes. */
export interface CodeMatch {
	column: string;
	title: string;
	header: string;
	required: boolean;
	choices: { value: string; label: string }[];
	values: CodeValue[];
	/** There are more different values than can be matched one by one. */
	hasMore: boolean;
}

/** One of the sender's codes: how often, what stands in the form, what it means without the form, and why it is suggested. */
export interface CodeValue {
	field: string;
	value: string;
	count: number;
	choice: string;
	now: string;
	suggestion: LikeCode | null;
}

/** How dates or numbers of a column are written. */
export interface WritingMatch {
	kind: 'date_order' | 'decimal_comma';
	field: string;
	column: string;
	title: string;
	header: string;
	samples: string[];
	choice: string;
	now: string;
	/** What the values prove by themselves; 'both' where they contradict one another. */
	proof: 'mdy' | 'dmy' | 'both' | null;
}

/** What the sender writes before each id. */
export interface PrefixMatch {
	field: string;
	column: string;
	title: string;
	header: string;
	choice: string;
	now: string;
	/** What all values begin with. */
	found: string;
}

/**
 * The answers by which the form differs from what holds without it, a column that nobody had decided on among them; by
 * these the file is checked again.
 */
export function answersOf(view: MatchView): Record<string, string> {
	const answers: Record<string, string> = {};
	for (const header of view.headers) Object.assign(answers, answerOfHeader(header));
	const others = [...view.codes.flatMap(({ values }) => values), ...view.writing];
	for (const { field, choice, now } of others) {
		if (choice !== '' && choice !== now) answers[field] = choice;
	}
	for (const { field, choice, now } of view.prefixes) if (choice !== now) answers[field] = choice;
	const { byLine } = view;
	if (byLine && byLine.choice !== byLine.now)
		answers[`column.${byLine.column}`] = byLine.choice ? BY_LINE : '';
	return answers;
}

function answerOfHeader({ cell, header, name, choice, now, how }: HeaderMatch): Record<string, string> {
	const leave = leaveCode(header, cell);
	const isLeft = now === null && (how === 'answer' || how === 'remembered');
	if (choice === (now ?? '')) return choice === '' && how === 'left out' ? { [leave]: 'yes' } : {};
	if (choice === '') return { [leave]: 'yes' };
	return { [`column.${choice}`]: name, ...(isLeft && { [leave]: 'no' }) };
}
