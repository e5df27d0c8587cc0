/** What to count: rows of `from`, by each of `sets`, as `counts` (SQL by variable). All of it adds up over persons. */
export interface Grouping {
	from: string;
	sets: string[][];
	counts: Record<string, string>;
	/** Whole numbers beside the counts (SQL by name). */
	sums?: Record<string, string>;
	/** Columns that counts and sums read: rows that agree in these and in all breakdowns are put together once and then counted many times. Each count and sum is a `count(*)`. */
	reads?: string[];
}

/** Rows in which a person may stand several times, and what is kept of them at one place. */
export interface PersonGrouping extends Omit<Grouping, 'reads'> {
	/** Breakdowns by which a person stands in one row only; none where rows are no persons at all. */
	grain: string[] | null;
	/** What is kept of a person's rows, as SQL with its name: the lowest level. */
	keep?: string;
	/** How what is kept spreads over persons: the one kind of number that does not add up. */
	spread?: Spread;
}

/** Quantiles (by name, the share of persons below) of a whole number that is kept of each person. */
export interface Spread {
	of: string;
	shares: Record<string, number>;
}

/** Beside each quantile stand those a little lower and higher: while nobody's number moves between them, it stays. */
export const MARGIN = 0.02;

/** The columns of the quantiles beside one. */
export function besides(name: string): { from: string; to: string } {
	return { from: `${name}_from`, to: `${name}_to` };
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
	const { sets, counts, sums = {} } = grouping;
	const spread = withSpread && 'spread' in grouping ? spreadColumns(grouping.spread) : {};
	const of = (columns: Record<string, string>) => (readsOf(grouping) ? weighed(columns) : columns);
	const numbers = [
		...typed(of({ ...counts, [TALLIED]: 'count(*)' }), 'INTEGER'),
		...typed({ ...of(sums), ...spread }, 'DOUBLE')
	];
	const each = sets.map(
		(set) =>
			`SELECT ${[...set.map(columnOf), ...numbers].join(', ')} FROM ${rowsOf(grouping, set)} ${groupBy(set)}`
	);
	return `WITH counted AS MATERIALIZED (${countedRows(grouping)})\n${each.join('\nUNION ALL BY NAME\n')}`;
}

function readsOf(grouping: Grouping | PersonGrouping): string[] | undefined {
	return 'reads' in grouping ? grouping.reads : undefined;
}

/** The column of how many rows were put together in one. */
const TOGETHER = 'together';

function countedRows(grouping: Grouping | PersonGrouping): string {
	const reads = readsOf(grouping);
	if (!reads) return `SELECT * FROM ${grouping.from}`;
	const columns = new Set([...grouping.sets.flat().map(columnOf), ...reads]);
	return `SELECT ${[...columns, `count(*) AS ${TOGETHER}`].join(', ')} FROM ${grouping.from} GROUP BY ALL`;
}

/** The same counts where a row stands for many. */
function weighed(columns: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(columns).map(([name, sql]) => {
			if (!sql.startsWith(EACH)) throw new Error(`${name} is no count of rows: ${sql}`);
			return [name, `coalesce(sum(${TOGETHER})${sql.slice(EACH.length)}, 0)`];
		})
	);
}

const EACH = 'count(*)';

/** All columns of a spread, as SQL by name. */
export function spreadColumns(spread: Spread | undefined): Record<string, string> {
	if (!spread) return {};
	const shares = Object.entries(spread.shares);
	const all = `quantile_cont(${spread.of}, [${shares.flatMap(([, share]) => [share - MARGIN, share, share + MARGIN]).join(', ')}])`;
	const columns = shares.flatMap(([name]) => [besides(name).from, name, besides(name).to]);
	return Object.fromEntries(columns.map((name, at) => [name, `${all}[${at + 1}]`]));
}

/** One statement: of whom something else is kept at a place in the rows `before` and `after`, and what. */
export function movedSql(grouping: PersonGrouping, before: string, after: string): string {
	const of = grouping.spread?.of ?? '';
	const each = grouping.sets.map((set) => {
		const columns = set.map(columnOf);
		const own = (rows: string) => personRows(grouping, set, `${rows} AS own`);
		return `(SELECT ${[...columns, `was.${of} AS before`, `now.${of} AS after`].join(', ')}
			FROM ${own(before)} AS was FULL JOIN ${own(after)} AS now USING (${['person_no', ...columns].join(', ')})
			WHERE was.${of} IS DISTINCT FROM now.${of})`;
	});
	return each.join('\nUNION ALL BY NAME\n');
}

/** One statement for how what is kept spreads over persons at some places of a set; `$1` and so on are their values by breakdown. */
export function spreadSql(grouping: PersonGrouping, set: string[]): string {
	const columns = set.map(columnOf);
	const values = columns.map((name, at) => `unnest($${at + 1}::VARCHAR[])::${typeOf(name)} AS ${name}`);
	const fits =
		set.length > 0 ? `SEMI JOIN (SELECT ${values.join(', ')}) AS places USING (${columns.join(', ')})` : '';
	const names = [...columns, ...typed(spreadColumns(grouping.spread), 'DOUBLE')].join(', ');
	return `SELECT ${names} FROM ${personRows(grouping, set, `${grouping.from} AS own ${fits}`)} ${groupBy(set)}`;
}

/** Codes are enumerations that bear the name of their column, but for programs, which are kept as text. */
function typeOf(column: string): string {
	if (column === 'program') return 'VARCHAR';
	return column === 'quarter_index' ? 'INTEGER' : `mart.${column}`;
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
