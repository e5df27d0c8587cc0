import { codeList } from '$lib/catalog';
import { STATUS_WORDS, writeCount, writePercent, type SafeRow, type SafeTable } from '$lib/domain';

/** Why some people of a gap are without, and what the partners can do about it. */
export interface GapPart {
	reason: string;
	label: string;
	/** People, or nothing where the number is withheld. */
	people: number | null;
	text: string;
}

/** One line of the list of gaps: what is missing, for how many, and the reason that most share. */
export interface GapRow {
	code: string;
	label: string;
	/** People without it, or nothing where the number is withheld. */
	unmet: number | null;
	unmetText: string;
	needText: string;
	shareText: string;
	parts: GapPart[];
	/** People whose reason is withheld: what the shown parts leave of the whole. */
	rest: number;
	/** The reasons that are withheld, in words. */
	withheld: string;
	mainReason: string | null;
	move: string | null;
}

/**
 * The gaps of a table of reasons by one breakdown, the widest first; those whose size is withheld stand last.
 * `need` holds the people in need of the same breakdown.
 */
export function gapRows(reasons: SafeTable, need: SafeTable, column: string): GapRow[] {
	const groups = Map.groupBy(reasons.rows, (row) => String(row[column]));
	const rows = [...groups].map(([code, parts]) =>
		gapRow(code, parts, reasons, needOf(need, column, code), column)
	);
	return rows.filter((row) => row.unmet !== 0).sort((a, b) => (b.unmet ?? -1) - (a.unmet ?? -1));
}

function needOf(need: SafeTable, column: string, code: string): number | null {
	const row = need.rows.find((candidate) => String(candidate[column]) === code);
	return row?.status === 'shown' ? row.value : null;
}

function gapRow(
	code: string,
	rows: SafeRow[],
	table: SafeTable,
	need: number | null,
	column: string
): GapRow {
	const parts = rows.map(partOf);
	const unmet = unmetOf(rows);
	const main = mainPart(parts);
	return {
		code,
		label: table.labels[column]?.[code] ?? code,
		unmet,
		unmetText: unmet === null ? STATUS_WORDS.withheld : writeCount(unmet),
		needText: need === null ? '' : writeCount(need),
		shareText: need !== null && unmet !== null && need > 0 ? writePercent(unmet / need) : '',
		parts: parts.filter((part) => part.people !== null && part.people > 0),
		rest: unmet === null ? 0 : unmet - parts.reduce((sum, part) => sum + (part.people ?? 0), 0),
		withheld: parts
			.filter((part) => part.people === null)
			.map((part) => part.label)
			.join(', '),
		mainReason: main?.label ?? null,
		move: main ? moveOf(main.reason) : null
	};
}

function unmetOf(rows: SafeRow[]): number | null {
	const told = rows.find((row) => row.denominator !== null);
	if (told) return told.denominator;
	const isWhole = rows.every((row) => row.status === 'shown' && row.value !== null);
	return isWhole ? rows.reduce((sum, row) => sum + (row.value ?? 0), 0) : null;
}

function partOf(row: SafeRow): GapPart {
	const reason = String(row.reason);
	const people = row.status === 'shown' ? row.value : null;
	return {
		reason,
		label: codeList('gap_reason').codes.find(({ code }) => code === reason)?.label ?? reason,
		people,
		text: people === null ? STATUS_WORDS[row.status] : writeCount(people)
	};
}

function mainPart(parts: GapPart[]): GapPart | undefined {
	const counted = parts.filter((part) => (part.people ?? 0) > 0);
	return counted.sort((a, b) => (b.people ?? 0) - (a.people ?? 0))[0];
}

/** What the partners do about a reason: the second half of the code's description. */
function moveOf(reason: string): string | null {
	const description = codeList('gap_reason').codes.find(({ code }) => code === reason)?.description ?? '';
	const move = description.split(': ').at(-1);
	return move ? move[0]?.toUpperCase() + move.slice(1) : null;
}
