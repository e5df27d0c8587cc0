import type { Finding, Severity } from './finding';

/** Findings of one rule in one column: one thing to repair. */
export interface FindingsOfRule<F extends Finding = Finding> {
	key: string;
	rule: string;
	severity: Severity;
	header: string | null;
	message: string;
	fix: string;
	/** Rows in all. */
	count: number;
	findings: F[];
	/** They are about several columns and ask for one thing. */
	isTogether: boolean;
}

/** Rules whose findings ask for one thing to do whatever the column, and what they say together. */
const TOGETHER: Record<string, (count: number) => string> = {
	extra_column: (count) => `${count} columns are not asked for and were left out.`
};

/** Findings grouped by what to do: one group for each rule and column, or for each rule that asks for one thing whatever the column; errors first, then by how often. */
export function groupFindings<F extends Finding>(findings: readonly F[]): FindingsOfRule<F>[] {
	const groups = Map.groupBy(findings, ({ rule, severity, header, column }) =>
		[severity, rule, rule in TOGETHER ? null : (header ?? column)].join('|')
	);
	const isError = ({ severity }: FindingsOfRule) => Number(severity === 'error');
	return [...groups]
		.map(([key, some]) => groupOf(key, some))
		.sort((one, other) => isError(other) - isError(one) || other.count - one.count);
}

function groupOf<F extends Finding>(key: string, findings: F[]): FindingsOfRule<F> {
	const { rule, severity, header, column, message, fix } = findings[0] as F;
	const count = findings.reduce((sum, finding) => sum + finding.count, 0);
	const group = { key, rule, severity, header: header ?? column, message, fix, count, findings };
	const together = findings.length > 1 ? TOGETHER[rule] : undefined;
	if (!together) return { ...group, isTogether: false };
	return { ...group, header: null, message: together(findings.length), isTogether: true };
}
