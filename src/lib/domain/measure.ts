import type { Calendar, Quarter } from './calendar';

export type MeasureUnit =
	| 'people'
	| 'percent'
	| 'probability'
	| 'dollars'
	| 'days'
	| 'months'
	| 'points'
	| 'pairs'
	| 'ratio'
	| 'quarter';

export type MeasureSection = 'coverage' | 'retention' | 'funding' | 'people';

/** A breakdown that adds up to its total, or one in which a person may stand several times. */
export type DimensionKind = 'partition' | 'overlapping';

export interface Dimension {
	id: string;
	label: string;
	kind: DimensionKind;
	/** Code list that labels the values, where there is one. */
	codes?: string;
}

/** What a measure promises, apart from how it is counted. The glossary and the catalogue are made from it. */
export interface MeasureDeclaration {
	id: string;
	section: MeasureSection;
	title: string;
	question: string;
	definition: string;
	unit: MeasureUnit;
	numerator: string;
	denominator: string | null;
	/** Tables it may be asked as: at most eight, each of at most three breakdowns. Margins are implied. */
	tables: string[][];
	/** Measures counted on the same persons carry the same family and are protected together. */
	family: string;
	/** How the number is computed, line by line: read aloud as well as read. */
	formula?: readonly string[];
	/** How small numbers are treated, in a sentence. */
	disclosure: string;
	source: string;
}

/** A question to a measure: breakdowns, filters, quarters (of `calendar`), and the state it is asked of. */
export interface Question {
	measure: string;
	by?: string[];
	where?: Record<string, string>;
	from?: Quarter;
	to?: Quarter;
	calendar?: Calendar;
	state?: number;
}
