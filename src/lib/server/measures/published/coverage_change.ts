import { addQuarters, Refusal, type Quarter, type SafeRow } from '$lib/domain';
import { newcombe } from '../estimates';
import { need } from '../families/need';
import { NO_NUMBERS } from '../rows/count-rows';
import { WITHHELD_RATES, type Ask, type Measure, type Reply, type StatedRow } from '../measure';

export const measure: Measure = {
	declaration: {
		id: 'coverage_change',
		section: 'coverage',
		title: 'Change in needs covered',
		question: 'Is more of the need covered than before?',
		definition:
			'Share of needs covered in the quarter less that in an earlier one (the quarter before, unless another is named by "since"), in percentage points. Without a quarter: the latest published one. Computed only from shares that are both shown. Interval: Newcombe, 95 %; it takes the people of the two quarters for different people, so where many are the same it is wider than need be.',
		unit: 'points',
		numerator: 'persons covered in the later quarter',
		denominator: 'persons in need in the later quarter',
		tables: need.tables,
		family: 'need',
		disclosure: WITHHELD_RATES,
		source: 'Newcombe, Statistics in Medicine 17 (1998), method 10'
	},
	restsOn: ['participants', 'needs', 'deliveries'],
	carries: ['since'],
	reply
};

async function reply(ask: Ask): Promise<Reply> {
	const { quarter: later, since, ...where } = ask.where;
	if (since !== undefined) refuseUnpublished(since, ask);
	const open = ask.by.filter((name) => name !== 'quarter' && name !== 'since');
	const rates = await ask.also('need_coverage', ['quarter', ...open], where);
	const isWanted = wantedQuarter(ask, later);
	const byKey = new Map(rates.rows.map((row) => [keyOf(row, open, String(row.quarter)), row]));
	const rows = rates.rows.filter(isWanted).map((row) => {
		const before = since ?? addQuarters(String(row.quarter), -1);
		return changeRow(row, byKey.get(keyOf(row, open, before)), { ask, since: before });
	});
	return { rows, notes: [], from: [rates] };
}

function refuseUnpublished(quarter: Quarter, { facts }: Ask): void {
	if (facts.quarters.includes(quarter)) return;
	throw new Refusal(
		'unpublished_quarter',
		`Nothing is published for ${quarter}.`,
		`Published are ${facts.quarters[0]} to ${facts.quarters.at(-1)}.`
	);
}

function wantedQuarter({ by, range, facts }: Ask, later: string | undefined): (row: SafeRow) => boolean {
	if (later !== undefined) return (row) => row.quarter === later;
	if (!by.includes('quarter')) return (row) => row.quarter === facts.quarters.at(-1);
	return ({ quarter }) => !range || (String(quarter) >= range.from && String(quarter) <= range.to);
}

function keyOf(row: SafeRow, open: string[], quarter: string): string {
	return [quarter, ...open.map((name) => row[name])].join('/');
}

function changeRow(
	after: SafeRow,
	before: SafeRow | undefined,
	{ ask, since }: { ask: Ask; since: Quarter }
): StatedRow {
	const at = Object.fromEntries(
		ask.by.map((name) => [name, name === 'since' ? since : (after[name] ?? null)])
	);
	const place = { ...at, since, ...NO_NUMBERS, before_share: null };
	if ([after, before].some((row) => row?.status === 'withheld')) return { ...place, status: 'withheld' };
	const [is, was] = [partsOf(after), partsOf(before)];
	if (!is || !was) return { ...place, status: 'no_data' };
	const before_share = was.hits / was.total;
	const counts = { numerator: is.hits, denominator: is.total, value: is.hits / is.total - before_share };
	return { ...place, ...counts, ...newcombe(is, was), before_share, status: 'shown' };
}

function partsOf(row: SafeRow | undefined): { hits: number; total: number } | null {
	if (row?.status !== 'shown' || row.numerator === null || row.denominator === null) return null;
	return { hits: row.numerator, total: row.denominator };
}
