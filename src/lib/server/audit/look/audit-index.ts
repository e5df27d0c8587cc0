import type { AuditEntry } from '../chain/entry';

/** Which entries are asked for, as the index knows them; what is left out does not narrow. */
export interface IndexFilter {
	/** Any of these, as they were written. */
	who?: Set<number>;
	did?: number;
	/** Moments: from the first on, and before the second. */
	from?: number;
	until?: number;
}

/** Some of the entries that fit, and how many there are in all. */
export interface Window {
	count: number;
	positions: number[];
}

const FIRST_ROOM = 1024;

/**
 * Where each entry of a log stands and what it can be chosen by, 32 bytes for each: a million of them are gone
 * through in a few milliseconds without a look at the log.
 */
export class AuditIndex {
	/** How many entries there are. */
	count = 0;
	private offsets = new Float64Array(FIRST_ROOM);
	private moments = new Float64Array(FIRST_ROOM);
	private lengths = new Uint32Array(FIRST_ROOM);
	private lines = new Uint32Array(FIRST_ROOM);
	private whose = new Uint32Array(FIRST_ROOM);
	private deeds = new Uint32Array(FIRST_ROOM);
	readonly everybody = new Names();
	readonly everyDeed = new Names();

	/** Adds the entry of a line. */
	add(
		{ at, who, did }: Pick<AuditEntry, 'at' | 'who' | 'did'>,
		place: { line: number; offset: number; length: number }
	): void {
		if (this.count === this.offsets.length) this.grow();
		this.offsets[this.count] = place.offset;
		this.lengths[this.count] = place.length;
		this.lines[this.count] = place.line;
		this.moments[this.count] = Date.parse(at);
		this.whose[this.count] = this.everybody.numberOf(who);
		this.deeds[this.count] = this.everyDeed.numberOf(did);
		this.count += 1;
	}

	/** Where the entry at a position stands in the log. */
	placeOf(position: number): { line: number; offset: number; length: number } {
		return {
			line: this.lines[position] ?? 0,
			offset: this.offsets[position] ?? 0,
			length: this.lengths[position] ?? 0
		};
	}

	/**
	 * How many entries fit, and of the newest first the positions of `take` after the first `skip`. An entry without a
	 * readable moment fits no day.
	 */
	window(filter: IndexFilter, { skip, take }: { skip: number; take: number }): Window {
		const last = this.count - 1;
		if (Object.keys(filter).length === 0) {
			const length = Math.max(0, Math.min(take, this.count - skip));
			return { count: this.count, positions: Array.from({ length }, (_, at) => last - skip - at) };
		}
		const found: Window = { count: 0, positions: [] };
		for (let position = last; position >= 0; position -= 1) {
			if (!this.fits(position, filter)) continue;
			if (found.count >= skip && found.positions.length < take) found.positions.push(position);
			found.count += 1;
		}
		return found;
	}

	private fits(position: number, { who, did, from, until }: IndexFilter): boolean {
		if (did !== undefined && this.deeds[position] !== did) return false;
		if (who && !who.has(this.whose[position]!)) return false;
		if (from !== undefined && !(this.moments[position]! >= from)) return false;
		return until === undefined || this.moments[position]! < until;
	}

	private grow(): void {
		const wider = <Column extends Float64Array | Uint32Array>(column: Column, empty: Column): Column => {
			empty.set(column);
			return empty;
		};
		const room = this.count * 2;
		this.offsets = wider(this.offsets, new Float64Array(room));
		this.moments = wider(this.moments, new Float64Array(room));
		this.lengths = wider(this.lengths, new Uint32Array(room));
		this.lines = wider(this.lines, new Uint32Array(room));
		this.whose = wider(this.whose, new Uint32Array(room));
		this.deeds = wider(this.deeds, new Uint32Array(room));
	}
}

/** Texts that occur again and again, each by a number. */
class Names {
	private readonly numbers = new Map<string, number>();

	numberOf(text: string): number {
		const known = this.numbers.get(text);
		if (known !== undefined) return known;
		this.numbers.set(text, this.numbers.size);
		return this.numbers.size - 1;
	}

	/** The number of a text that occurs; -1 for another. */
	find(text: string): number {
		return this.numbers.get(text) ?? -1;
	}

	/** The numbers of the texts that differ from this one in small and capital letters alone. */
	findAlike(text: string): Set<number> {
		const wanted = text.toLowerCase();
		const alike = [...this.numbers].filter(([name]) => name.toLowerCase() === wanted);
		return new Set(alike.map(([, number]) => number));
	}

	/** All of them, in order. */
	sorted(): string[] {
		return [...this.numbers.keys()].sort((a, b) => a.localeCompare(b, 'en-US'));
	}
}
