import type { DatasetId } from './submission';

/** What a partner and the partnership agreed on sharing. Days are ISO; null has no end. */
export interface Agreement {
	from: string | null;
	until: string | null;
	/** Columns that may not be sent, by dataset: our names, or headers as the partner writes them. */
	not_allowed: Partial<Record<DatasetId, string[]>>;
}
