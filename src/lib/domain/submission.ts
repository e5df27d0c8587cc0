import type { Calendar, Quarter } from './calendar';

export type DatasetId =
	| 'participants'
	| 'enrollments'
	| 'needs'
	| 'deliveries'
	| 'outcomes'
	| 'awards'
	| 'expenditures'
	| 'offerings';

export const DATASET_IDS: readonly DatasetId[] = [
	'participants',
	'enrollments',
	'needs',
	'deliveries',
	'outcomes',
	'awards',
	'expenditures',
	'offerings'
];

export type SubmissionStatus =
	| 'received'
	| 'needs_answer'
	| 'rejected'
	| 'checked'
	| 'checked_with_warnings'
	| 'published'
	| 'superseded'
	| 'withdrawn';

/** Why a submission left the figures without anybody taking it back, and on which day. */
export interface LeftBecause {
	why: 'agreement_ended' | 'agreement_not_begun' | 'dataset_not_agreed' | 'rows_removed';
	on: string;
}

/** One partner's file for one dataset and one period. `period` is a quarter of the calendar year. */
export interface Submission {
	submission_id: string;
	partner: string;
	dataset: DatasetId;
	period: Quarter;
	status: SubmissionStatus;
	file: string;
	sha256: string;
	format: string;
	rows_in_file: number;
	rows_loaded: number;
	rows_rejected: number;
	received_at: string;
	supersedes: string | null;
}

/** What the sender says of a file: whose it is, and what it is about when that cannot be read from it. */
export interface SubmissionClaim {
	partner: string;
	dataset?: DatasetId;
	period?: Quarter;
	calendar?: Calendar;
}

/** The set of submissions published at a moment, numbered 1, 2, 3 … */
export interface State {
	state: number;
	at: string;
	who: string;
	what: string;
}
