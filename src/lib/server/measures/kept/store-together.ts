import type { Warehouse } from '$lib/server/warehouse';
import type { KeptContent } from './kept-family';
import type { KeptKey } from './kept-store';

/** A statement that keeps one family. */
interface Keeping {
	sql: string;
	params: unknown[];
}

/** Keeps what is in memory. */
export function writing({ state, family, policy }: KeptKey, content: KeptContent): Keeping {
	return {
		sql: 'INSERT INTO main.kept_families VALUES ($1, $2, $3, $4::JSON, now()::VARCHAR) ON CONFLICT DO NOTHING',
		params: [state, family, policy, JSON.stringify(content)]
	};
}

/** Keeps what is kept of another state already, without writing it out again. */
export function copying({ state, family, policy }: KeptKey, twin: KeptKey): Keeping {
	return {
		sql: `INSERT INTO main.kept_families SELECT $1, family, $2, content, now()::VARCHAR FROM main.kept_families
			WHERE state = $3 AND family = $4 AND policy = $5 ON CONFLICT DO NOTHING`,
		params: [state, policy, twin.state, family, twin.policy]
	};
}

/** Families that wait for their turn to be written. */
interface Batch {
	waiting: Keeping[];
	stored: Promise<void>;
}

const batches = new WeakMap<Warehouse, Batch>();

/** Stores a family; those that are ready while another transaction is under way are stored in one. */
export function storeTogether(w: Warehouse, keeping: Keeping): Promise<void> {
	const open = batches.get(w);
	if (open) {
		open.waiting.push(keeping);
		return open.stored;
	}
	const waiting = [keeping];
	const close = () => {
		if (batches.get(w)?.waiting === waiting) batches.delete(w);
	};
	const stored = w
		.transaction(async (tx) => {
			close();
			for (const { sql, params } of waiting) await tx.run(sql, params);
		})
		.finally(close);
	batches.set(w, { waiting, stored });
	return stored;
}
