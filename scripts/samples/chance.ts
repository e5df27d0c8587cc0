/** A stream of chance: the same name gives the same numbers on every machine, and no other stream disturbs it. */
export interface Chance {
	/** A number from 0 up to, not including, 1. */
	unit(): number;
	/** A whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number;
	/** True with this probability. */
	yes(probability: number): boolean;
	pick<Item>(items: readonly Item[]): Item;
	/** One of the choices, as often as its weight says. */
	weighed<Item>(choices: readonly (readonly [Item, number])[]): Item;
	/** A number around `mean`; made of sums, since logarithms may differ in the last digit between machines. */
	bell(mean: number, spread: number): number;
}

/** The stream of chance that bears this name. */
export function chanceOf(name: string): Chance {
	const unit = mulberry(hash(name));
	const whole = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
	return {
		unit,
		whole,
		yes: (probability) => unit() < probability,
		pick: (items) => items[whole(0, items.length - 1)]!,
		weighed: (choices) => weighed(choices, unit()),
		bell: (mean, spread) => mean + spread * (Array.from({ length: 12 }, unit).reduce((a, b) => a + b, 0) - 6)
	};
}

/** Deals exactly these shares of `count` items, in a shuffled order: no luck in the totals. */
export function deal<Item>(
	name: string,
	shares: readonly (readonly [Item, number])[],
	count: number
): Item[] {
	const items: Item[] = [];
	let sum = 0;
	for (const [item, share] of shares) {
		sum += share;
		while (items.length < Math.round(sum * count)) items.push(item);
	}
	while (items.length < count) items.push(shares[0]![0]);
	return shuffle(name, items);
}

function shuffle<Item>(name: string, items: Item[]): Item[] {
	const chance = chanceOf(name);
	for (let last = items.length - 1; last > 0; last--) {
		const other = chance.whole(0, last);
		[items[last], items[other]] = [items[other]!, items[last]!];
	}
	return items;
}

function weighed<Item>(choices: readonly (readonly [Item, number])[], unit: number): Item {
	const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
	let left = unit * total;
	for (const [item, weight] of choices) {
		left -= weight;
		if (left < 0) return item;
	}
	return choices[choices.length - 1]![0];
}

/** FNV-1a. */
function hash(text: string): number {
	let value = 2166136261;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
	return value >>> 0;
}

/** Mulberry32. */
function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
