import type { Calendar, Quarter } from './calendar';
import type { SafeTable } from './safe-table';

/** What the group decided, in its own words; who does it and by when, where that was said. */
export interface Decision {
	text: string;
	who: string;
	by: string | null;
}

/** What people write on the brief of a meeting. */
export interface BriefText {
	decisions: Decision[];
	notes: string;
}

/** The brief of an earlier meeting, and the state that it told of. */
export interface EarlierBrief {
	date: string;
	state: number;
}

/**
 * The brief of one meeting, named by its day. It holds no number: those are asked of the state that it is pinned to,
 * under the calendar and the award that were marked when it was made.
 */
export interface Brief extends BriefText {
	date: string;
	state: number;
	/** The brief of the meeting before; nothing on the first. */
	previous: EarlierBrief | null;
	calendar: Calendar;
	focus_award: string | null;
}

/** Everything that a brief asks of one state; what is refused is missing. */
export interface BriefTables {
	state: number;
	asOf: string;
	latest: Quarter;
	threshold: number;
	served: SafeTable;
	covered: SafeTable | null;
	completed: SafeTable | null;
	employed: SafeTable | null;
	/** What is left of the award that is marked, or what all awards spent. */
	money: SafeTable | null;
	balances: SafeTable | null;
	/** Until when the money lasts, by service. */
	runway: SafeTable | null;
	/** By service, in the latest quarter and in the one before it. */
	coverage: SafeTable | null;
	coverageBefore: SafeTable | null;
	reasons: SafeTable | null;
	/** By population, in the latest quarter and in the one before it. */
	people: SafeTable | null;
	peopleBefore: SafeTable | null;
}

/** One partner's export for a quarter of the calendar year, as it differs between two states. */
export interface FilingChange {
	partner: string;
	name: string;
	dataset: string;
	period: Quarter;
	did: 'filed' | 'replaced' | 'left';
}

/** Who stands behind a state, and who of them has nothing in its latest quarter. */
export interface FilingStanding {
	/** The latest quarter of the calendar year that anybody filed. */
	period: Quarter;
	filed: string[];
	missing: string[];
	exports: number;
}

/** One line of the service matrix, as it differs between two states. */
export interface MatrixChange {
	did: 'added' | 'ended' | 'left' | 'status' | 'terms';
	partner: string;
	service: string;
	population: string;
	award: string | null;
	/** Codes of the status before and after; the same where it did not change. */
	before: string | null;
	after: string | null;
	/** The last day of a line that ended. */
	day: string | null;
	/** Columns that changed beside the status. */
	terms: string[];
}

/** What differs between the state of a brief and that of the brief before it; nothing where that cannot be told any more. */
export interface BriefChanges {
	filings: FilingChange[];
	standing: FilingStanding | null;
	matrix: MatrixChange[] | null;
}
