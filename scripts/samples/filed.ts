import type { PartnerId } from './partnership.ts';

/** A row in our words: column -> text. */
export type Row = Record<string, string>;

/** One file as a partner means it, before it is spelled in that partner's way. */
export interface Filed {
	partner: PartnerId;
	quarter: number;
	dataset: string;
	columns: string[];
	rows: Row[];
}

/** A number of cents as dollars; empty for none. */
export function dollars(cents: number | null): string {
	return cents === null ? '' : (cents / 100).toFixed(2);
}

/** A yes or no; empty for unknown. */
export function flag(value: boolean | null): string {
	return value === null ? '' : String(value);
}
