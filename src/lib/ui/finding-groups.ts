import { groupFindings, writeCount, type Finding, type FindingsOfRule } from '$lib/domain';

/** A line of the file where something was seen; its own words where they differ from the group's. */
export interface SeenLine {
	row: number | null;
	value: string | null;
	message: string | null;
	/** In how many rows. */
	count: number;
}

/** Findings of one rule in one column: one thing to do. */
export interface FindingGroup {
	key: string;
	rule: string;
	/** Our column that it is about. */
	column: string | null;
	isError: boolean;
	message: string;
	fix: string;
	header: string | null;
	count: number;
	countText: string;
	/** The first lines where it was seen. */
	seen: SeenLine[];
	/** Other values than the one that the message names. */
	others: number;
	/** In how many more rows it was seen. */
	more: number;
}

/** Lines of a group that the page shows. */
const MOST_SEEN = 12;

/** Findings grouped by what to do, as the page shows them. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
	return groupFindings(findings).map(shownGroup);
}

function shownGroup(group: FindingsOfRule): FindingGroup {
	const { key, rule, severity, message, fix, header, count, findings, isTogether } = group;
	const sentence = findings[0] ? sentenceOf(findings[0]) : message;
	const alike = findings.filter((one) => one.message !== message && sentenceOf(one) === sentence);
	const seen = findings.filter(({ row, value }) => row !== null || value !== null);
	const shown = seen.slice(0, MOST_SEEN).map((one) => ({
		row: one.row,
		value: one.value,
		message: isTogether || sentenceOf(one) === sentence ? null : one.message,
		count: one.count
	}));
	return {
		key,
		rule,
		column: findings[0]?.column ?? null,
		isError: severity === 'error',
		message,
		fix,
		header,
		count,
		countText: writeCount(count),
		seen: shown,
		others: isTogether ? 0 : new Set(alike.map(({ value }) => value)).size,
		more: Math.max(0, count - shown.reduce((sum, one) => sum + one.count, 0))
	};
}

/** What a finding says, whatever the value. */
function sentenceOf({ message, value }: Finding): string {
	return value ? message.replaceAll(value, '…') : message;
}
