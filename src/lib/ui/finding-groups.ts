import { writeCount, type Finding } from '$lib/domain';

/** A line of the file where something was seen; its own words where they differ from the group's. */
export interface SeenLine {
	row: number | null;
	value: string | null;
	message: string | null;
}

/** Findings of one rule in one column: one thing to do. */
export interface FindingGroup {
	key: string;
	isError: boolean;
	message: string;
	fix: string;
	header: string | null;
	count: number;
	countText: string;
	/** The first lines where it was seen. */
	seen: SeenLine[];
	/** How many more lines the CSV holds. */
	more: number;
}

/** Lines of a group that the page shows. */
const MOST_SEEN = 12;

/** Findings grouped by what to do: one group for each rule and column; errors first, then by how often. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
	const groups = Map.groupBy(findings, ({ rule, severity, header, column }) =>
		[severity, rule, header ?? column].join('|')
	);
	const rows = [...groups].map(([key, some]) => groupOf(key, some));
	return rows.sort((a, b) => Number(b.isError) - Number(a.isError) || b.count - a.count);
}

function groupOf(key: string, findings: Finding[]): FindingGroup {
	const [first] = findings as [Finding];
	const count = findings.reduce((sum, finding) => sum + finding.count, 0);
	const seen = findings.filter(({ row, value }) => row !== null || value !== null);
	const shown = seen.slice(0, MOST_SEEN).map(({ row, value, message }) => ({
		row,
		value,
		message: message === first.message ? null : message
	}));
	return {
		key,
		isError: first.severity === 'error',
		message: first.message,
		fix: first.fix,
		header: first.header ?? first.column,
		count,
		countText: writeCount(count),
		seen: shown,
		more: Math.max(0, seen.length - shown.length)
	};
}
