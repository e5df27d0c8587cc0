import type { Identity, Inequality, ReaderView } from './reader-view';

/** The rules of a view by the counts that they name, and what hangs together by them. */
export class RuleIndex {
	private readonly identitiesOf = new Map<number, Identity[]>();
	private readonly inequalitiesOf = new Map<number, Inequality[]>();

	constructor(readonly view: ReaderView) {
		for (const identity of view.identities) enter(this.identitiesOf, identity.counts, identity);
		for (const inequality of view.inequalities) {
			enter(this.inequalitiesOf, [inequality.total, ...inequality.parts], inequality);
		}
	}

	/** Withheld counts that share a sum with these, directly or through others. */
	linkedBySums(from: Iterable<number>): Set<number> {
		const reached = new Set(from);
		for (const count of reached) {
			for (const { counts } of this.identitiesOf.get(count) ?? []) {
				for (const other of counts) if (this.isHidden(other)) reached.add(other);
			}
		}
		return reached;
	}

	/** A region with all withheld totals above it, and what shares a sum with those. */
	withTotalsAbove(region: Set<number>): Set<number> {
		let reached = region;
		for (let size = -1; size !== reached.size;) {
			size = reached.size;
			const above = [...reached].flatMap((count) => this.inequalitiesAt(count).map(({ total }) => total));
			reached = this.linkedBySums([...reached, ...above.filter((total) => this.isHidden(total))]);
		}
		return reached;
	}

	/**
	 * The counts of a cell; for each total among them the largest withheld part of each breakdown, if none is there
	 * yet; and so on below. They can rise together.
	 */
	withPartsBelow(target: number): Set<number> {
		const cell = this.view.seen[target]?.cell;
		const reached = new Set((this.view.cells[cell ?? -1] ?? []).filter((count) => this.isHidden(count)));
		for (const count of reached) {
			for (const { kind, total, parts } of this.inequalitiesAt(count)) {
				if (kind !== 'sum' || total !== count || parts.some((part) => reached.has(part))) continue;
				const hidden = parts.filter((part) => this.isHidden(part));
				if (hidden.length > 0) reached.add(hidden.reduce((most, part) => this.larger(most, part)));
			}
		}
		return reached;
	}

	/** Everything withheld that hangs together with a region in any way. */
	withEverything(region: Set<number>): Set<number> {
		let reached = region;
		for (let size = -1; size !== reached.size;) {
			size = reached.size;
			const near = [...reached].flatMap((count) =>
				this.inequalitiesAt(count).flatMap(({ total, parts }) => [total, ...parts])
			);
			reached = this.linkedBySums([...reached, ...near.filter((count) => this.isHidden(count))]);
		}
		return reached;
	}

	/** The sums that name any of these counts. */
	identitiesNaming(counts: Iterable<number>): Identity[] {
		return [...new Set([...counts].flatMap((count) => this.identitiesOf.get(count) ?? []))];
	}

	/** The inequalities that name any of these counts. */
	inequalitiesNaming(counts: Iterable<number>): Inequality[] {
		return [...new Set([...counts].flatMap((count) => this.inequalitiesAt(count)))];
	}

	private inequalitiesAt(count: number): Inequality[] {
		return this.inequalitiesOf.get(count) ?? [];
	}

	private isHidden(count: number): boolean {
		return this.view.seen[count]?.hidden ?? false;
	}

	private larger(one: number, other: number): number {
		return (this.view.seen[other]?.truth ?? 0) > (this.view.seen[one]?.truth ?? 0) ? other : one;
	}
}

function enter<Entry>(index: Map<number, Entry[]>, counts: number[], entry: Entry): void {
	for (const count of counts) {
		const entries = index.get(count);
		if (entries) entries.push(entry);
		else index.set(count, [entry]);
	}
}
