import { noteDeed, type Note } from './chain/audit-log';
import type { About } from './deeds';

/** Whose entries they are, and how many of them an hour writes down one by one. */
export interface Source {
	name: string;
	most: number;
}

/** The entries of one source since its hour began. */
interface Hour {
	began: number;
	written: number;
	/** What came after that and was counted. */
	times: number;
	last: Note;
}

const HOUR_MS = 60 * 60 * 1000;

/** All sources together may write as much as so many of them; addresses are cheap for whoever has many. */
const SOURCES_AT_ONCE = 25;
const ALL = 'all sources';

/**
 * Keeps strangers from lengthening the log at will: of what one source does, the first few entries of an hour are
 * written down, then one says that the rest is counted, and at the end of the hour one says how often it was.
 */
export class FewNotes {
	readonly #hours = new Map<string, Hour>();
	readonly #home: string;

	/** Writes into the log of a home. */
	constructor(home: string) {
		this.#home = home;
	}

	/** Writes an entry down, or counts it. */
	async note(note: Note, { name, most }: Source): Promise<void> {
		await this.writeEnded(note.now);
		const all = this.#hourOf(ALL, note);
		const isFull = all.written >= most * SOURCES_AT_ONCE;
		const own = isFull ? this.#hours.get(name) : this.#hourOf(name, note);
		if (own && own.written >= most) return this.#count(own, note);
		if (isFull || !own) return this.#count(all, note);
		own.written += 1;
		all.written += 1;
		await noteDeed(this.#home, note);
	}

	/** Writes down what was counted in hours that are over. */
	async writeEnded(now: Date): Promise<void> {
		const isOver = ({ began }: Hour) => now.getTime() - began >= HOUR_MS;
		await this.#write(
			[...this.#hours].filter(([, hour]) => isOver(hour)),
			now
		);
	}

	/** Writes down what was counted so far, because nobody will be here to do it later. */
	writeAll(now: Date): Promise<void> {
		return this.#write([...this.#hours], now);
	}

	#hourOf(name: string, note: Note): Hour {
		const hour = this.#hours.get(name) ?? { began: note.now.getTime(), written: 0, times: 0, last: note };
		this.#hours.set(name, hour);
		return hour;
	}

	async #count(hour: Hour, note: Note): Promise<void> {
		hour.times += 1;
		hour.last = note;
		if (hour.times === 1) await noteDeed(this.#home, { ...note, about: { change: 'the-rest-is-counted' } });
	}

	async #write(hours: [string, Hour][], now: Date): Promise<void> {
		for (const [name] of hours) this.#hours.delete(name);
		for (const [, { times, last }] of hours) {
			const about: About = { change: 'counted-and-not-written-one-by-one', times };
			if (times > 0) await noteDeed(this.#home, { who: last.who, did: last.did, about, now });
		}
	}
}
