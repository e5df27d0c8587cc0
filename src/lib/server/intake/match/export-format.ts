import { dataset, formats, type DateOrder, type Format } from '$lib/catalog';
import type { SubmissionRecord, Warehouse } from '$lib/server/warehouse';
import type { MappedColumn } from '../loaded-file';
import { findRecord } from '../list-submissions';
import { recall, type Answers } from '../remember';
import { LEAVE_EMPTY } from './codes-of';

/** A layout as `data/formats/` declares one. */
export interface DeclaredLayout {
	id: string;
	title: string;
	description: string;
	partner: string;
	own_headers: boolean;
	datasets: Record<string, Record<string, unknown>>;
}

/** How a partner writes one dataset, from what is remembered and the layout it builds on, ready to move into `data/formats/`. */
export async function exportFormat(w: Warehouse, id: string): Promise<DeclaredLayout> {
	const record = await findRecord(w, id);
	const { partner, period } = record;
	const { remembered } = await recall(w, { partner, dataset: record.dataset, period });
	const base = formats().find((format) => format.id === record.format && format.dataset === record.dataset);
	const name = partner.replaceAll(/[^a-z0-9_-]/g, '-');
	return {
		id: /^[a-z]/.test(name) ? name : `partner-${name}`,
		title: `${partner}, as matched in Braidwork`,
		description: `Headers, codes and dates of ${partner}, as they were answered when its files were matched.`,
		partner,
		own_headers: false,
		datasets: { [record.dataset]: spellingOf(record, remembered, base) }
	};
}

function spellingOf(
	record: SubmissionRecord,
	remembered: Answers,
	base: Format | undefined
): Record<string, unknown> {
	const mapping = (record.details.mapping ?? []) as MappedColumn[];
	const matched = mapping.filter(({ header }) => header !== '');
	const headers = matched.flatMap(({ header, column }) => (column ? [[header, column] as const] : []));
	const left = matched.flatMap(({ header, column, how }) => (!column && how !== 'left out' ? [header] : []));
	const isPartners = base !== undefined && base.partner !== null;
	const known = new Set(headers.map(([, column]) => column));
	const declared = Object.entries(isPartners ? base.headers : {}).filter(([, column]) => !known.has(column));
	return {
		headers: Object.fromEntries([...declared, ...headers]),
		codes: codesOf(remembered, isPartners ? base.codes : {}),
		dates: datesOf(record, remembered, base),
		decimal_commas: [
			...new Set([...(base?.decimal_commas ?? []), ...chosen(remembered, 'decimal_comma', 'comma')])
		],
		prefixes: {
			...base?.prefixes,
			...Object.fromEntries(answersOf(remembered, 'strip_prefix').filter(([, prefix]) => prefix !== ''))
		},
		ignored_headers: left,
		sample: `data/samples/${record.partner}/${record.period}/${record.dataset}.csv`
	};
}

/** Answers of one kind: our column (and what follows it) -> choice. */
function answersOf(remembered: Answers, kind: string): [string, string][] {
	return Object.entries(remembered).flatMap(([code, { choice }]): [string, string][] =>
		code.startsWith(`${kind}.`) ? [[code.slice(kind.length + 1), choice]] : []
	);
}

function chosen(remembered: Answers, kind: string, choice: string): string[] {
	return answersOf(remembered, kind).flatMap(([column, said]) => (said === choice ? [column] : []));
}

function codesOf(remembered: Answers, base: Format['codes']): Format['codes'] {
	const codes = structuredClone(base);
	for (const [named, choice] of answersOf(remembered, 'code')) {
		const [column = '', ...rest] = named.split('.');
		codes[column] = { ...codes[column], [rest.join('.')]: choice === LEAVE_EMPTY ? '' : choice };
	}
	return codes;
}

/** The order of each date column that an answer, an earlier file or the layout told; null where nothing did. */
function datesOf(record: SubmissionRecord, remembered: Answers, base: Format | undefined): Format['dates'] {
	const days = dataset(record.dataset).columns.filter(({ type }) => type === 'date');
	const { dates = null } = base ?? {};
	const declared =
		typeof dates === 'string' ? days.map(({ name }) => [name, dates]) : Object.entries(dates ?? {});
	const told = [...answersOf(remembered, 'seen_order'), ...answersOf(remembered, 'date_order')];
	if (told.length === 0) return dates;
	return Object.fromEntries([...declared, ...told]) as Record<string, DateOrder>;
}
