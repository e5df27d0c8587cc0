import type {
	CellStatus,
	CountedRow,
	DatasetId,
	MeasureDeclaration,
	Quarter,
	SafeTable,
	Settings
} from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import type { StateFacts } from './counting/state-facts';

/** What a question is asked under: the partnership's own settings. */
export type AskContext = Pick<Settings, 'calendar' | 'threshold' | 'focus_award'>;

/** A counted row with its status, ready for the door. */
export type StatedRow = CountedRow & { status: CellStatus };

/** A question after it was understood: stored quarters, codes and breakdowns that exist. */
export interface Ask {
	w: Warehouse;
	context: AskContext;
	facts: StateFacts;
	by: string[];
	where: Record<string, string>;
	/** Quarters that the rows may lie in, both ends included; null where quarters are not narrowed. */
	range: { from: Quarter; to: Quarter } | null;
	/** Asks another measure of the same state and settings. */
	also: (measure: string, by: string[], where?: Record<string, string>) => Promise<SafeTable>;
}

/** Rows of an answer, what a reader must know beside them, and the safe tables they were computed from. */
export interface Reply {
	rows: StatedRow[];
	notes: string[];
	/** The breakdowns of the rows, where a measure always has the same whatever is asked. */
	by?: string[];
	/** Given when the rows rest on safe tables and public figures alone. */
	from?: SafeTable[];
	/** Names of values that no code list holds: awards. */
	labels?: Record<string, Record<string, string>>;
}

/** A published number: what it promises, and how its rows are made from kept families or public figures. */
export interface Measure {
	declaration: MeasureDeclaration;
	/** Datasets whose submissions an answer names as its sources. */
	restsOn: DatasetId[];
	/** Columns that rows always carry and a filter may name, beside the breakdowns of the tables. */
	carries?: string[];
	/** Whether rows may lie past data end. */
	looksAhead?: boolean;
	reply: (ask: Ask) => Promise<Reply>;
}

/** How person counts are treated, as the glossary says it. */
export const WITHHELD_COUNTS =
	'Counts below the threshold, and whatever would give them back, are withheld; zero is shown.';
export const WITHHELD_RATES =
	'A rate is withheld when its numerator, its complement or its denominator is below the threshold, or would give one back.';
export const PUBLIC_MONEY = 'Budgets and spending of awards are public; nothing is withheld.';
export const WITHHELD_COMPARED =
	'Computed from the published curves alone, which anybody could repeat, so it tells nothing that they do not; groups of whose curve too little is shown are left out and named.';
export const WITHHELD_CURVES =
	'Months with fewer people at risk than the threshold are cut; months in which fewer left are merged with later ones, and the months inside are withheld. Late months may tell who withdrew alone, beside all others together.';
