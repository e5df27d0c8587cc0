import { closeHome, openHome } from '$lib/server/desk';
import { checkInvariants, recoverLost, states, submissions } from '$lib/server/intake';
import { LIMITS, TODAY } from './load-loop';
import { nameOf, placeOf, RIGHT_ROWS } from './made-files';

/** Watches one home over many accidents: what was said to be stored must be there, whole and once. */
export class Judge {
	/** What was lost, doubled or half, in sentences; empty while all is well. */
	readonly losses: string[] = [];
	/** States that had to be made again from kept originals. */
	remade = 0;
	/** Number of the next file. */
	next = 0;
	/** File that is published at each place, as far as it is known for certain. */
	private readonly published = new Map<string, number>();
	private latest = 0;

	constructor(readonly home: string) {}

	/** The latest state that was found or told. */
	get state(): number {
		return this.latest;
	}

	/** Judges the home after an accident, by what the process said before it. */
	async after(said: string[], accident: string): Promise<void> {
		const stored = said.flatMap(
			(line) => /^stored (\d+) (\d+) published$/.exec(line)?.slice(1).map(Number) ?? []
		);
		for (let at = 0; at < stored.length; at += 2) this.note(stored[at] ?? 0, stored[at + 1] ?? 0);
		const isUnderWay = said.at(-1) !== 'done' && said.length > 0;
		const opened = await openHome(this.home, { ...LIMITS, waitMs: 10_000 }).catch((error: Error) => {
			const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
			this.lose(accident, `the home cannot be opened: ${error.message}${cause}`);
		});
		if (!opened) throw new Error(this.losses.at(-1));
		const tell = (sentence: string) => {
			if (/stands again/.test(sentence)) this.remade++;
			if (/cannot be made/.test(sentence)) this.lose(accident, sentence);
		};
		await recoverLost(opened.warehouse, { settings: opened.settings, now: TODAY, tell });
		const { problems } = await checkInvariants(opened.warehouse);
		for (const problem of problems) this.lose(accident, problem);
		this.judgeStates((await states(opened.warehouse)).length, isUnderWay, accident);
		this.judgeRows(await submissions(opened.warehouse), isUnderWay, accident);
		await closeHome(opened);
		this.next++;
	}

	private note(n: number, state: number): void {
		this.published.set(placeName(n), n);
		this.latest = Math.max(this.latest, state);
		this.next = n + 1;
	}

	/** The old state or the new one. */
	private judgeStates(found: number, isUnderWay: boolean, accident: string): void {
		const most = this.latest + (isUnderWay ? 1 : 0);
		if (found < this.latest || found > most)
			this.lose(accident, `state ${this.latest} was stored, and there are ${found}`);
		this.latest = found;
	}

	/** At each place stands the file that was stored last, or the one that was under way; all its rows, none twice. */
	private judgeRows(
		found: Awaited<ReturnType<typeof submissions>>,
		isUnderWay: boolean,
		accident: string
	): void {
		const live = found.filter(({ status }) => status === 'published');
		const names = new Map(live.map((one) => [`${one.partner} ${one.period}`, one.file]));
		const doubtful = isUnderWay ? placeName(this.next) : '';
		for (const [place, n] of this.published) {
			const isNewer = place === doubtful && names.get(place) === nameOf(this.next);
			if (isNewer || names.get(place) === nameOf(n)) continue;
			this.lose(
				accident,
				`${nameOf(n)} was stored for ${place}, and ${names.get(place) ?? 'nothing'} is there`
			);
		}
		if (names.get(doubtful) === nameOf(this.next)) this.published.set(doubtful, this.next);
		for (const one of live) {
			if (one.rows_loaded === RIGHT_ROWS && one.rows_rejected === 1 && one.rows_in_file === RIGHT_ROWS + 2)
				continue;
			this.lose(
				accident,
				`${one.submission_id} has ${one.rows_loaded} rows and ${one.rows_rejected} rejected`
			);
		}
	}

	private lose(accident: string, sentence: string): void {
		this.losses.push(`${accident}: ${sentence}`);
	}
}

function placeName(n: number): string {
	const { partner, period } = placeOf(n);
	return `${partner} ${period}`;
}
