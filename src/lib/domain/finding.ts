export type Severity = 'error' | 'warning';

/**
 * One thing wrong in a submission, in the sender's words. `row` is the line in the file as sent, header
 * included; `value` is masked in identifying columns; `count` says how many rows share the finding.
 */
export interface Finding {
	rule: string;
	severity: Severity;
	row: number | null;
	column: string | null;
	header: string | null;
	value: string | null;
	message: string;
	fix: string;
	count: number;
}

/** A line of a file that is left out on purpose, and why; `count` lines from `row` on when it is more than one. */
export interface IgnoredRow {
	row: number;
	why: string;
	count?: number;
}

/** Something only the sender can decide. It is asked once and remembered for the partner and dataset. */
export interface IntakeQuestion {
	code: string;
	row: number | null;
	column: string | null;
	message: string;
	choices: { value: string; label: string }[];
}

/** A person's mistake: a sentence, where to look, what to do. Shown as it is, never with a stack. */
export class Refusal extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly hint: string,
		options?: { cause: unknown }
	) {
		super(message, options);
		this.name = 'Refusal';
	}
}
