import type {
	Actor,
	DatasetId,
	IgnoredRow,
	IntakeQuestion,
	LeftBecause,
	Quarter,
	Settings,
	SubmissionStatus
} from '$lib/domain';

import type { LocatedFinding } from './read';

/** A column of the sender and what became of it; `column` is null when it is left out. */
export interface MappedColumn {
	header: string;
	column: string | null;
	how: 'answer' | 'remembered' | 'format' | 'name' | 'left out' | 'not asked for' | 'not matched yet';
}

/** Everything that intake says of one file; one entry of `load --json`. */
export interface LoadedFile {
	file: string;
	sha256: string;
	submission_id: string | null;
	status: SubmissionStatus;
	partner: string;
	dataset: DatasetId | null;
	period: Quarter | null;
	format: string | null;
	container: string;
	encoding: string;
	delimiter: string;
	header_row: number | null;
	rows_in_file: number;
	rows_loaded: number;
	rows_rejected: number;
	rows_waiting: number;
	rows_ignored: IgnoredRow[];
	questions: IntakeQuestion[];
	mapping: MappedColumn[];
	findings: LocatedFinding[];
	/** Why this dataset and format: sentences. */
	reasons: string[];
	already_received: boolean;
	received_at: string;
	/** The submission that this one replaces or has replaced. */
	supersedes: string | null;
	/** Why it is withdrawn, where that was an agreement or the end of its retention; said where submissions are listed. */
	left_because?: LeftBecause | null;
	/** The state in which it was published just now, or null. */
	state: number | null;
	/** Where one file becomes several submissions: which, and how many rows each got. */
	datasets?: MadeSubmission[];
}

/** A submission that was made of a file, beside others. */
export interface MadeSubmission {
	dataset: DatasetId;
	period: Quarter;
	submission_id: string;
	status: SubmissionStatus;
	rows_made: number;
}

/** A file to load: where it lies or what it is, and what the sender calls it. */
export type FileSource = { name: string } &
	/** A file of an archive knows which of its columns were cut when the archive came in. */
	(
		| { path: string; removed?: string[] }
		| { bytes: Uint8Array }
		| { stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>; size?: number }
	);

/** What is being done with a file. */
export type LoadStage = 'receive' | 'read' | 'check' | 'publish';

/** How a file is to be loaded, by whom and when. */
export interface LoadOptions {
	publish?: boolean;
	/** Publish over what is published for the same partner, dataset and period. */
	replace?: boolean;
	/** Question code -> choice. Given once, remembered for the partner and dataset. */
	answers?: Record<string, string>;
	actor: Actor;
	now: Date;
	settings: Pick<Settings, 'accept_good_rows' | 'upload_limit_mb'>;
	/** Told of each stage as it begins, and while a file is read also which share of its bytes was. */
	progress?: (stage: LoadStage, file: string, share?: number) => void;
	/** Stops the load where it is; nothing of the file is kept then. */
	signal?: AbortSignal;
}
