import { quarterIndex, type Quarter } from './calendar';
import type { DatasetId } from './submission';

/** A document of an agreement: its title, and where it lies (an address, or where it is kept on paper). */
export interface AgreementDocument {
	title: string;
	where: string;
}

/** What a partner and the partnership agreed on sharing. Days are ISO; null has no end. */
export interface Agreement {
	from: string | null;
	until: string | null;
	/** What the data may be used for, in a sentence; empty while nobody wrote it down. */
	purpose: string;
	/** Datasets that may be sent; null allows all of them. */
	datasets: DatasetId[] | null;
	/** Columns that may not be sent, by dataset: our names, or headers as the partner writes them. */
	not_allowed: Partial<Record<DatasetId, string[]>>;
	/** Populations whose people may be shared; null allows all of them. */
	populations: string[] | null;
	/** Months after the end of the quarter that a file was sent for; null keeps without end. */
	retention: {
		/** Names, birth dates, numbers, and the originals that hold them. */
		identifiers: number | null;
		rows: number | null;
	};
	/** The smallest count that may be shown where this partner's rows are counted; null follows the settings. */
	threshold: number | null;
	documents: AgreementDocument[];
}

/** How an agreement stands on a day. */
export type AgreementStanding =
	| { is: 'none' }
	| { is: 'not_begun'; from: string }
	| { is: 'valid'; until: string | null }
	| { is: 'ending'; until: string; days: number }
	| { is: 'ended'; until: string };

/** So many days before its end an agreement is said to end soon: time enough to renew it before the next quarter. */
const SOON = 60;

const DAY_MS = 24 * 60 * 60 * 1000;

/** How an agreement stands on a day; the first and the last day belong to it. */
export function standingOf(
	agreement: Pick<Agreement, 'from' | 'until'> | null,
	today: string
): AgreementStanding {
	if (!agreement) return { is: 'none' };
	const { from, until } = agreement;
	if (until !== null && until < today) return { is: 'ended', until };
	if (from !== null && from > today) return { is: 'not_begun', from };
	if (until === null) return { is: 'valid', until };
	const days = Math.round((Date.parse(until) - Date.parse(today)) / DAY_MS);
	return days <= SOON ? { is: 'ending', until, days } : { is: 'valid', until };
}

/** Whether a partner's data may be received and counted: its agreement is in force, or it has none. */
export function isInForce(agreement: Pick<Agreement, 'from' | 'until'> | null, today: string): boolean {
	return !['ended', 'not_begun'].includes(standingOf(agreement, today).is);
}

/** The day, as the clock of this machine has it. */
export function dayOf(now: Date): string {
	const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
	return parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
}

/** The last day that something of a quarter is kept: so many months after the quarter's end, which is the end of a month. */
export function keptUntil(quarter: Quarter, months: number): string {
	const month = ((quarterIndex(quarter) % 4) + 1) * 3 + months;
	const end = new Date(Date.UTC(Number(quarter.slice(0, 4)), month, 0));
	return end.toISOString().slice(0, 10);
}
