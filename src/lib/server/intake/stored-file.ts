import type { DatasetId } from '$lib/domain';
import type { SubmissionRecord } from '$lib/server/warehouse';
import type { LoadedFile } from './loaded-file';
import { holdsForLater } from './remember';

/** What the warehouse keeps of a file. Dataset and period are empty while they are not known. */
export function toRecord(file: LoadedFile): SubmissionRecord {
	const { container, encoding, delimiter, header_row, rows_ignored, questions, mapping, findings, reasons } =
		file;
	return {
		submission_id: file.submission_id ?? '',
		partner: file.partner,
		dataset: (file.dataset ?? '') as DatasetId,
		period: file.period ?? '',
		status: file.status,
		file: file.file,
		sha256: file.sha256,
		format: file.format ?? '',
		rows_in_file: file.rows_in_file,
		rows_loaded: file.rows_loaded,
		rows_rejected: file.rows_rejected,
		rows_waiting: file.rows_waiting,
		received_at: file.received_at,
		supersedes: file.supersedes,
		details: {
			container,
			encoding,
			delimiter,
			header_row,
			rows_ignored,
			questions,
			mapping,
			findings,
			reasons
		}
	};
}

type Details = Pick<
	LoadedFile,
	| 'container'
	| 'encoding'
	| 'delimiter'
	| 'header_row'
	| 'rows_ignored'
	| 'questions'
	| 'mapping'
	| 'findings'
	| 'reasons'
>;

/** A file as the warehouse kept it. */
export function fromRecord(record: SubmissionRecord): LoadedFile {
	const { details, ...submission } = record;
	return {
		...submission,
		...(details as unknown as Details),
		dataset: submission.dataset || null,
		period: submission.period || null,
		format: submission.format || null,
		already_received: false,
		state: null
	};
}

/** Submissions that wait or were rejected are looked at again. */
export function isSettled({ status }: Pick<SubmissionRecord, 'status'>): boolean {
	return !['received', 'needs_answer', 'rejected'].includes(status);
}

/** A file that was checked and never published is checked again with new answers. */
export function mayCheckAgain(
	record: Pick<SubmissionRecord, 'status'>,
	answers: Record<string, string>
): boolean {
	return mayBeCheckedAgain(record) && Object.keys(answers).some(holdsForLater);
}

/** Whether no state holds the rows of a checked file yet. */
export function mayBeCheckedAgain({ status }: Pick<SubmissionRecord, 'status'>): boolean {
	return status === 'checked' || status === 'checked_with_warnings';
}
