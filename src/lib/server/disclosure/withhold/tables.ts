/** A total and the cells that differ from it in one breakdown. */
export interface Line<Cell> {
	total: Cell;
	parts: Cell[];
}

type Place = Record<string, string>;

/** The breakdowns of a place, in order. */
export function breakdownsOf(at: Place): string[] {
	return Object.keys(at).sort();
}

/** Cells by their breakdowns, and within them by their values. */
export class Tables<Cell extends { at: Place }> {
	private readonly tables = new Map<string, Map<string, Cell>>();

	constructor(cells: Iterable<Cell>) {
		for (const cell of cells) {
			const names = breakdownsOf(cell.at);
			const table = this.tables.get(names.join()) ?? new Map<string, Cell>();
			if (table.size === 0) this.tables.set(names.join(), table);
			table.set(valuesOf(cell.at, names), cell);
		}
	}

	/** The cells of a combination of breakdowns. */
	of(names: string[]): Cell[] {
		return [...(this.tables.get([...names].sort().join())?.values() ?? [])];
	}

	/** The cell at a place, if it occurs. */
	find(at: Place): Cell | undefined {
		const names = breakdownsOf(at);
		return this.tables.get(names.join())?.get(valuesOf(at, names));
	}

	/** The lines of each combination that has a breakdown, where their totals occur. */
	along(dimension: string): Line<Cell>[][] {
		return [...this.tables.values()].flatMap((table) => {
			const cells = [...table.values()];
			const [first] = cells;
			if (!first || !(dimension in first.at)) return [];
			const others = breakdownsOf(first.at).filter((name) => name !== dimension);
			const totals = this.tables.get(others.join());
			const lines = Map.groupBy(cells, ({ at }) => valuesOf(at, others));
			return [
				[...lines].flatMap(([place, parts]) => {
					const total = totals?.get(place);
					return total ? [{ total, parts }] : [];
				})
			];
		});
	}
}

/** What tells places of the same breakdowns apart. */
function valuesOf(at: Place, names: string[]): string {
	return names.map((name) => at[name]).join('\n');
}
