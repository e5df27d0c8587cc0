/** How many requests are left to somebody, and when that was counted. */
interface Budget {
	left: number;
	at: number;
}

const MINUTE_MS = 60_000;

/** Above so many budgets those are forgotten whose visitors have not come for longest. */
const MOST_BUDGETS = 10_000;

/**
 * Counts the requests of each visitor: a minute's worth may come at once, after that as many as flow back. Whoever
 * has none left is told how long to wait, and waiting costs nothing.
 */
export class RequestBudgets {
	readonly #budgets = new Map<string, Budget>();

	/** For how many seconds the visitor has to wait; 0 counts this request and lets it in. */
	take(visitor: string, perMinute: number, now: Date): number {
		const at = now.getTime();
		const left = this.#leftOf(visitor, perMinute, at);
		this.#keep(visitor, { left: left < 1 ? left : left - 1, at });
		return left < 1 ? Math.ceil(((1 - left) * MINUTE_MS) / perMinute / 1000) : 0;
	}

	/** How many visitors are remembered. */
	get size(): number {
		return this.#budgets.size;
	}

	#leftOf(visitor: string, perMinute: number, at: number): number {
		const known = this.#budgets.get(visitor);
		if (!known) return perMinute;
		const flowedBack = (Math.max(0, at - known.at) * perMinute) / MINUTE_MS;
		return Math.min(perMinute, known.left + flowedBack);
	}

	/** A map keeps the order in which it was written, so the first is whoever has not come for longest. */
	#keep(visitor: string, budget: Budget): void {
		this.#budgets.delete(visitor);
		this.#budgets.set(visitor, budget);
		const [longestAway] = this.#budgets.keys();
		if (this.#budgets.size > MOST_BUDGETS && longestAway !== undefined) this.#budgets.delete(longestAway);
	}
}

/**
 * The name under which an address is counted. Whoever has an address of IPv6 usually has all those that share its
 * first half; an address of IPv4 may be written as one of IPv6.
 */
export function addressGroup(address: string): string {
	const plain = address
		.trim()
		.toLowerCase()
		.replace(/^::ffff:(?=\d+\.)/, '');
	return plain.includes(':') ? `${firstHalf(plain)}::/64` : plain;
}

function firstHalf(address: string): string {
	const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
	const written = head === '' ? [] : head.split(':');
	const after = tail === undefined || tail === '' ? 0 : tail.split(':').length;
	const missing = tail === undefined ? 0 : Math.max(0, 8 - written.length - after);
	const all = [...written, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])];
	return all
		.slice(0, 4)
		.map((part) => part.replace(/^0+(?=.)/, ''))
		.join(':');
}
