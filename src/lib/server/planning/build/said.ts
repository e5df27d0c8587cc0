import type { Assumption, PlanBasis } from '$lib/domain';

/** Collects what a plan assumes and leaves out, each kind once, with the rows that it is about. */
export class Said {
	private readonly found = new Map<string, Assumption>();

	constructor(private readonly basis: PlanBasis) {}

	get all(): Assumption[] {
		return [...this.found.values()].map((one) => ({ ...one, rows: [...new Set(one.rows)] }));
	}

	/** Says a sentence, or adds a row to it where it was said before. */
	say(kind: Assumption['kind'], words: string, { from, row }: { from: string; row?: string }): void {
		const before = this.found.get(words) ?? { kind, words, from, rows: [] };
		if (row !== undefined) before.rows.push(row);
		this.found.set(words, before);
	}

	indirect(): void {
		this.say(
			'prices',
			'Each partner’s administration is what it filed for each dollar of services over the last four quarters, and is paid by awards that may pay it.',
			{ from: 'expenditures' }
		);
	}

	name(kind: keyof PlanBasis['names'], code: string): string {
		return this.basis.names[kind][code] ?? code;
	}
}
