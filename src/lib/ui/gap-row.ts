import { codeList } from '$lib/catalog';
import { STATUS_WORDS, writeCount, writePercent, type SafeRow, type SafeTable } from '$lib/domain';

/** Why some people of a gap are without, and what the partners can do about it. */
export interface GapPart {
	reason: string;
	label: string;
	/** People, or nothing where the number is withheld. */
	people: number | null;
	/** Withheld, but told to be more than half of the gap or even more. */
	leads: boolean;
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
	/** The reason whose count is withheld, but told to be more than half. */
	lead: GapPart | null;
	/** The other reasons that are withheld, in words. */
	withheld: string;
	mainReason: string | null;
	move: string | null;
}

/**
 * The gaps of a table of reasons by one breakdown, the widest first; those whose size is withheld stand last.
 * `coverage` holds the people in need of the same breakdown, and those of them who were covered.
 */
export function gapRows(reasons: SafeTable, coverage: SafeTable, column: string): GapRow[] {
	const groups = Map.groupBy(reasons.rows, (row) => String(row[column]));
	const rows = [...groups].map(([code, parts]) => {
		const size = coverage.rows.find((row) => String(row[column]) === code);
		return gapRow(parts, { code, label: reasons.labels[column]?.[code] ?? code }, size);
	});
	return rows.filter((row) => row.unmet !== 0).sort((a, b) => (b.unmet ?? -1) - (a.unmet ?? -1));
}

function gapRow(rows: SafeRow[], name: Pick<GapRow, 'code' | 'label'>, size: SafeRow | undefined): GapRow {
	const parts = rows.map(partOf);
	const need = size?.denominator ?? null;
	const unmet = need === null || size?.numerator == null ? unmetOf(rows) : need - size.numerator;
	const main = mainPart(parts, unmet);
	return {
		...name,
		unmet,
		unmetText: unmet === null ? STATUS_WORDS.withheld : writeCount(unmet),
		needText: need === null ? '' : writeCount(need),
		shareText: need !== null && unmet !== null && need > 0 ? writePercent(unmet / need) : '',
		parts: parts.filter((part) => part.people !== null && part.people > 0),
		rest: unmet === null ? 0 : unmet - parts.reduce((sum, part) => sum + (part.people ?? 0), 0),
		lead: parts.find((part) => part.leads) ?? null,
		withheld: parts
			.filter((part) => part.people === null && !part.leads)
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
		leads: typeof row.told === 'string',
		text: people === null ? String(row.told ?? STATUS_WORDS[row.status]) : writeCount(people)
	};
}

/** The reason that most share: told to be, or counted and larger than any other can be. */
function mainPart(parts: GapPart[], unmet: number | null): GapPart | undefined {
	const told = parts.find((part) => part.leads);
	if (told) return told;
	const counted = parts
		.filter((part) => (part.people ?? 0) > 0)
		.sort((a, b) => (b.people ?? 0) - (a.people ?? 0));
	const sum = counted.reduce((all, part) => all + (part.people ?? 0), 0);
	const hidden = parts.some((part) => part.people === null) ? (unmet ?? Infinity) - sum : 0;
	const [most, next] = counted;
	return (most?.people ?? 0) > Math.max(hidden, next?.people ?? 0) ? most : undefined;
}

/** What the partners do about a reason: the second half of the code's description. */
function moveOf(reason: string): string | null {
	const description = codeList('gap_reason').codes.find(({ code }) => code === reason)?.description ?? '';
	const move = description.split(': ').at(-1);
	return move ? move[0]?.toUpperCase() + move.slice(1) : null;
}
