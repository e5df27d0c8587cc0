import { codeLabel } from '$lib/catalog';
import type { SafeRow, SafeTable } from '$lib/domain';

export type Reason = 'delivery' | 'capacity' | 'unknown' | 'rule';

/** Somebody whom a move is about, and what the matrix says of them. */
export interface Payer {
	partner: string;
	partnerName: string;
	awardName: string | null;
	says: string;
	condition: string | null;
	/** Places in a quarter; null is not limited. */
	places: number | null;
	/** For whom it pays, where that is not the population of the gap. */
	paysFor: string[];
}

/** What can be done for those who went without for one reason. */
export interface Move {
	service: string;
	population: string;
	serviceName: string;
	populationName: string;
	reason: Reason;
	/** People without it for this reason; null where withheld but told to be most. */
	people: number | null;
	told: string | null;
	payers: Payer[];
}

/** The safe tables of one quarter that moves are read from, each by service and population. */
export interface MoveTables {
	reasons: SafeTable;
	offerings: SafeTable;
}

/** The moves of a quarter, those that help most people first; then those whose number is withheld but told to be most. */
export function findMoves({ reasons, offerings }: MoveTables): Move[] {
	const rows = reasons.rows.filter((row) => (row.value ?? 0) > 0 || typeof row.told === 'string');
	const moves = rows.map((row) => moveOf(row, { reasons, offerings }));
	return moves.sort((one, two) => rank(two) - rank(one) || (two.people ?? 0) - (one.people ?? 0));
}

/** Gaps of which not even the main reason is told, in words. */
export function withheldGaps({ reasons }: Pick<MoveTables, 'reasons'>): string[] {
	const pairs = Map.groupBy(reasons.rows, (row) => `${row.service}/${row.population}`);
	const silent = [...pairs.values()].filter((rows) =>
		rows.every((row) => row.status === 'withheld' && typeof row.told !== 'string')
	);
	return silent.map(([row]) => {
		const name = (column: string) => nameIn(reasons, column, row?.[column]);
		return `${name('service')} for ${name('population')}`;
	});
}

/** Those who went without although there was a place come first: the matrix allows their move already. */
function rank({ reason }: Move): number {
	return reason === 'delivery' ? 1 : 0;
}

function moveOf(row: SafeRow, tables: MoveTables): Move {
	const [service, population] = [String(row.service), String(row.population)];
	const reason = String(row.reason) as Reason;
	const lines = tables.offerings.rows.filter((line) => line.service === service);
	const payers = payersFor(reason, lines, { ...tables, population });
	const people = row.status === 'shown' ? row.value : null;
	return {
		service,
		population,
		serviceName: nameIn(tables.reasons, 'service', service),
		populationName: nameIn(tables.reasons, 'population', population),
		reason,
		people,
		told: typeof row.told === 'string' ? row.told : null,
		payers
	};
}

interface Among extends MoveTables {
	population: string;
}

function payersFor(reason: Reason, lines: SafeRow[], among: Among): Payer[] {
	const own = lines.filter((line) => line.population === among.population);
	if (reason === 'unknown')
		return own.filter((line) => line.says === 'unknown').map((line) => payer(line, among));
	if (reason === 'rule') return elsewhere(lines.filter(pays), among);
	return own.filter(pays).map((line) => payer(line, among));
}

function pays({ says }: SafeRow): boolean {
	return says === 'pays' || says === 'pays_with_conditions';
}

/** Who pays the service for other populations: one line for each partner and award. */
function elsewhere(lines: SafeRow[], among: Among): Payer[] {
	const payers = Map.groupBy(lines, (line) => `${line.partner}/${line.award}`);
	return [...payers.values()].map((own) => ({
		...payer(own[0] as SafeRow, among),
		paysFor: [...new Set(own.map((line) => nameIn(among.offerings, 'population', line.population)))]
	}));
}

function payer(line: SafeRow, { offerings }: Among): Payer {
	return {
		partner: String(line.partner),
		partnerName: nameIn(offerings, 'partner', line.partner),
		awardName: line.award === null ? null : nameIn(offerings, 'award', line.award),
		says: codeLabel('offering_status', String(line.says)),
		condition: typeof line.condition === 'string' ? line.condition : null,
		places: typeof line.places === 'number' ? line.places : null,
		paysFor: []
	};
}

function nameIn(table: SafeTable, column: string, value: unknown): string {
	return table.labels[column]?.[String(value)] ?? String(value);
}
