/** What to count: rows of `from`, by each of `sets`, as `counts` (SQL by variable). All of it adds up over persons. */
export interface Grouping {
	from: string;
	sets: string[][];
	counts: Record<string, string>;
	/** Whole numbers beside the counts (SQL by name). */
	sums?: Record<string, string>;
}

/** Rows in which a person may stand several times, and what is kept of them at one place. */
export interface PersonGrouping extends Grouping {
	/** Breakdowns by which a person stands in one row only; none where rows are no persons at all. */
	grain: string[] | null;
	/** What is kept of a person's rows, as SQL with its name: the lowest level. */
	keep?: string;
	/** How what is kept spreads over persons (SQL by name): the one kind of number that does not add up. */
	spread?: Record<string, string>;
}

/** All combinations that a family's tables imply: each table and every margin of it, once. */
export function combinationsOf(tables: readonly string[][]): string[][] {
	const all = tables.flatMap(subsets).map((set) => [...set].sort());
	return [...new Map(all.map((set) => [set.join(), set])).values()];
}

function subsets(table: string[]): string[][] {
	return table.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
}

/** The mart column that holds a breakdown: quarters are counted by their index. */
export function columnOf(name: string): string {
	return name === 'quarter' ? 'quarter_index' : name;
}

/** The column of how many rows (or persons) a group has. */
export const TALLIED = 'tallied';

/**
 * One statement that counts every combination (a plain GROUP BY each: GROUPING SETS run on one thread). A breakdown
 * that a set leaves out comes back as null, which is a margin.
 */
export function countingSql(
	grouping: Grouping | PersonGrouping,
	{ withSpread }: { withSpread: boolean }
): string {
	const { from, sets, counts, sums = {} } = grouping;
	const spread = withSpread && 'spread' in grouping ? (grouping.spread ?? {}) : {};
	const numbers = [
		...typed({ ...counts, [TALLIED]: 'count(*)' }, 'INTEGER'),
		...typed({ ...sums, ...spread }, 'DOUBLE')
	];
	const each = sets.map(
		(set) =>
			`SELECT ${[...set.map(columnOf), ...numbers].join(', ')} FROM ${rowsOf(grouping, set)} ${groupBy(set)}`
	);
	return `WITH counted AS MATERIALIZED (SELECT * FROM ${from})\n${each.join('\nUNION ALL BY NAME\n')}`;
}

/**
 * One statement for how what is kept spreads over persons, where the rows `before` and `after` (as `from`, of the
 * people who changed) say that it may have become another: groups in which nobody's part did are left out.
 */
export function movedSpreadSql(grouping: PersonGrouping, before: string, after: string): string {
	const { from, sets, spread = {} } = grouping;
	const each = sets.map((set) => {
		const own = (rows: string, fits = '') => personRows(grouping, set, `${rows} AS own ${fits}`);
		const less = (one: string, other: string) => `(FROM ${own(one)} EXCEPT ALL FROM ${own(other)})`;
		const moved = `(${less(before, after)} UNION ALL ${less(after, before)})`;
		const columns = set.map(columnOf);
		const fits =
			set.length > 0
				? `SEMI JOIN ${moved} AS moved USING (${columns.join(', ')})`
				: `WHERE EXISTS (FROM ${moved})`;
		const names = [...columns, ...typed(spread, 'DOUBLE')].join(', ');
		return `(SELECT ${names} FROM ${own(from, fits)} ${groupBy(set)})`;
	});
	return each.join('\nUNION ALL BY NAME\n');
}

/** Persons are counted once per place first, then the places. */
function rowsOf(grouping: Grouping | PersonGrouping, set: string[]): string {
	if (!('grain' in grouping) || grouping.grain?.every((name) => set.includes(name))) return 'counted';
	return personRows(grouping, set, 'counted');
}

function personRows({ keep }: Partial<PersonGrouping>, set: string[], rows: string): string {
	const columns = ['person_no', ...set.map(columnOf), ...(keep ? [keep] : [])];
	return `(SELECT ${columns.join(', ')} FROM ${rows} ${groupBy(['person_no', ...set])})`;
}

function groupBy(set: string[]): string {
	return set.length > 0 ? `GROUP BY ${set.map(columnOf).join(', ')}` : '';
}

function typed(columns: Record<string, string>, type: string): string[] {
	return Object.entries(columns).map(([name, sql]) => `(${sql})::${type} AS ${name}`);
}
