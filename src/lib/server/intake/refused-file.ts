import { isQuarter, type Refusal, type SubmissionClaim } from '$lib/domain';
import type { LoadedFile } from './loaded-file';
import type { ReceivedFile } from './receive';

/** What is known of a file before it is read. */
export function emptyFile({ name, sha256 }: ReceivedFile, claim: SubmissionClaim, now: Date): LoadedFile {
	return {
		file: name,
		sha256,
		submission_id: null,
		status: 'received',
		partner: claim.partner,
		dataset: claim.dataset ?? null,
		period: claim.period !== undefined && isQuarter(claim.period) ? claim.period : null,
		format: null,
		container: '',
		encoding: '',
		delimiter: '',
		header_row: null,
		rows_in_file: 0,
		rows_loaded: 0,
		rows_rejected: 0,
		rows_waiting: 0,
		rows_ignored: [],
		questions: [],
		mapping: [],
		findings: [],
		reasons: [],
		already_received: false,
		received_at: now.toISOString(),
		supersedes: null,
		state: null
	};
}

/** A file that is no table of text: rejected, and why. */
export function refusedFile(
	received: ReceivedFile,
	claim: SubmissionClaim,
	{ refusal, now }: { refusal: Refusal; now: Date }
): LoadedFile {
	const { code, message, hint } = refusal;
	const place = { row: null, column: null, header: null, value: null };
	return {
		...emptyFile(received, claim, now),
		status: 'rejected',
		findings: [{ rule: code, severity: 'error', ...place, message, fix: hint, count: 1, rows: [] }]
	};
}
