import {
	inCalendar,
	quarterLabel,
	writeCount,
	writeDay,
	type Calendar,
	type Finding,
	type LeftBecause,
	type Quarter,
	type SubmissionStatus
} from '$lib/domain';
import { LEFT_WORDS } from './words/submissions';

/** What a list needs to know of a submission. */
export interface Listed {
	file: string;
	submission_id: string | null;
	status: SubmissionStatus;
	partner: string;
	dataset: string | null;
	period: Quarter | null;
	rows_rejected: number;
	rows_loaded: number;
	received_at: string;
	already_received: boolean;
	findings: readonly Finding[];
	left_because?: LeftBecause | null;
}

/** One line of a list of submissions, in words. */
export interface SubmissionLine {
	key: string;
	id: string | null;
	file: string;
	status: SubmissionStatus;
	partner: string;
	dataset: string;
	period: string;
	rows: string;
	/** Rows that were not accepted; empty for none. */
	rejected: string;
	received: string;
	already: boolean;
	/** Why it counts no longer, where nobody took it back; else empty. */
	left: string;
	errors: number;
	warnings: number;
	/** Why a file was refused of which nothing is kept, so that no page of its own says it. */
	refused: Pick<Finding, 'message' | 'fix'> | null;
}

/** The words that a line takes from elsewhere. */
export interface LineWords {
	partners: Record<string, string>;
	datasets: Record<string, string>;
	calendar: Calendar;
}

/** A submission as a line of a list. */
export function submissionLine(listed: Listed, words: LineWords, place = 0): SubmissionLine {
	const count = (severity: string) =>
		listed.findings
			.filter((finding) => finding.severity === severity)
			.reduce((sum, finding) => sum + finding.count, 0);
	return {
		key: listed.submission_id ?? `${listed.file} ${place}`,
		id: listed.submission_id,
		file: listed.file,
		status: listed.status,
		partner: words.partners[listed.partner] ?? listed.partner,
		dataset: listed.dataset ? (words.datasets[listed.dataset] ?? listed.dataset) : '',
		period: periodWords(listed.period, words.calendar),
		rows: writeCount(listed.rows_loaded),
		rejected: listed.rows_rejected > 0 ? writeCount(listed.rows_rejected) : '',
		received: writeDay(listed.received_at),
		already: listed.already_received,
		left: leftWords(listed.left_because),
		errors: count('error'),
		warnings: count('warning'),
		refused: listed.submission_id
			? null
			: (listed.findings.find(({ severity }) => severity === 'error') ?? null)
	};
}

/** Why a submission left the figures, in a sentence; empty where somebody took it back, or nothing left. */
export function leftWords(left: LeftBecause | null | undefined): string {
	return left ? LEFT_WORDS[left.why](writeDay(left.on)) : '';
}

/** A stored quarter in the partnership's calendar, in words; empty when it is not known. */
export function periodWords(period: Quarter | null, calendar: Calendar): string {
	return period ? quarterLabel(inCalendar(period, calendar), calendar) : '';
}
