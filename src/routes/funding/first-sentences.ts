import { labelOf, shownRows, valuesOf } from '$lib/charts';
import type { SafeRow, SafeTable } from '$lib/domain';
import { FUNDING_WORDS } from '$lib/ui/words/funding';

const words = FUNDING_WORDS.first;

/** Reasons for which nobody may pay, whatever money there is. */
const CLOSED = ['rule', 'unknown', 'time'];
const PAYS = ['pays', 'pays_with_conditions'];

/** The tables that the first sentences are told from. */
export interface FirstTables {
	/** What nobody pays, by quarter, service and population. */
	pairs: SafeTable | null;
	/** The lines of the matrix that are live today, by service and population. */
	today: SafeTable | null;
	/** What nobody pays, by service over all quarters that are looked at. */
	services: SafeTable | null;
	runway: SafeTable | null;
	until: string;
	threshold: number;
}

/** What somebody must know who reads no further: the first uncovered quarter, and the largest unfunded service. */
export function firstSentences(tables: FirstTables): string[] {
	return [uncoveredSentence(tables), largestSentence(tables)].filter((sentence) => sentence !== '');
}

function uncoveredSentence({ pairs, today, runway, threshold }: FirstTables): string {
	if (!pairs || !today) return '';
	const lost = lostPairs(pairs, today);
	const [largest] = lost;
	if (!largest) return shortSentence(runway);
	const { service, population, quarter, value, people, assumed_quarters } = largest;
	const name = words.uncovered(
		lowered(labelOf(pairs, 'service', service)),
		labelOf(pairs, 'population', population),
		labelOf(pairs, 'quarter', quarter)
	);
	const isTold = assumed_quarters === 0 && Number(people) >= threshold;
	const dollars = FUNDING_WORDS.dollars(value);
	const size = isTold ? words.size(FUNDING_WORDS.people(Number(people)), dollars) : words.dollars(dollars);
	return name + size + words.more(lost.length - 1);
}

/** Pairs with a payer today that nobody may pay from the first such quarter on, the largest first. */
function lostPairs(pairs: SafeTable, today: SafeTable): (SafeRow & { value: number })[] {
	const key = (row: SafeRow) => `${row.service}/${row.population}`;
	const paid = new Set(today.rows.filter((row) => PAYS.includes(String(row.says))).map(key));
	const quarters = valuesOf(pairs, 'quarter');
	const rows = Map.groupBy(
		shownRows(pairs.rows).filter((row) => paid.has(key(row))),
		key
	);
	const lost = [...rows.values()].flatMap((own) => {
		const open = quarters.map((quarter) => own.find((row) => row.quarter === quarter && isOpen(row)));
		const from = open.findLastIndex((row) => row === undefined) + 1;
		const first = open[from];
		return first ? [{ first, from }] : [];
	});
	const earliest = Math.min(...lost.map(({ from }) => from));
	return lost
		.filter(({ from }) => from === earliest)
		.map(({ first }) => first)
		.sort((a, b) => b.value - a.value);
}

function isOpen(row: SafeRow): boolean {
	const demand = row.denominator ?? 0;
	return demand > 0 && (row.value ?? 0) >= demand * 0.999 && CLOSED.includes(String(row.because));
}

function shortSentence(runway: SafeTable | null): string {
	const [first] = runway ? shownRows(runway.rows).sort((a, b) => a.value - b.value) : [];
	if (!runway || !first) return runway && isCovered(runway) ? words.covered : '';
	return words.short(
		lowered(labelOf(runway, 'service', first.service)),
		labelOf(runway, 'quarter', first.quarter)
	);
}

/** Whether some need is known, and the price of all of it. */
function isCovered({ rows }: SafeTable): boolean {
	return rows.length > 0 && rows.every(({ status }) => status === 'not_yet_observable');
}

function largestSentence({ services, until }: FirstTables): string {
	const [largest] = services ? shownRows(services.rows).sort((a, b) => b.value - a.value) : [];
	if (!services || !largest || largest.value <= 0) return '';
	const { dollars } = FUNDING_WORDS;
	return words.largest(
		lowered(labelOf(services, 'service', largest.service)),
		dollars(largest.value),
		dollars(largest.denominator ?? 0),
		until
	);
}

function lowered(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
