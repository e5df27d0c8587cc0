import { createHash } from 'node:crypto';
import { writeCount, writeDollars, type Partner } from '$lib/domain';
import type { StandingLine } from './read-matrix';

/** What the directory calls things: labels of services, populations and statuses by code, and the partners. */
export interface HsdsWords {
	services: Record<string, string>;
	populations: Record<string, string>;
	statuses: Record<string, string>;
	partners: readonly Partner[];
}

type Cells = Record<string, string>;

/** The tables of an HSDS 3 tabular export by file name; the first row of each has the column names. */
export type HsdsTables = Map<string, string[][]>;

/**
 * Lines of the matrix as services of a resource directory (HSDS 3, tabular). A directory says who offers what, so lines
 * that cannot pay are left out; what it has no column for stands in `description`, in words.
 */
export function hsdsTables(lines: StandingLine[], words: HsdsWords): HsdsTables {
	const offered = lines.filter(({ status, standing }) => status !== 'cannot_pay' && standing === 'live');
	const partners = [...new Set(offered.map(({ offering_partner }) => offering_partner))].sort();
	const services = [...new Set(offered.map(({ service }) => service))].sort();
	return new Map([
		[
			'organizations.csv',
			table(
				ORGANIZATION,
				partners.map((one) => organization(one, words))
			)
		],
		[
			'services.csv',
			table(
				SERVICE,
				offered.map((line) => service(line, words))
			)
		],
		['attributes.csv', table(ATTRIBUTE, offered.map(attribute))],
		[
			'taxonomy_terms.csv',
			table(
				TERM,
				services.map((code) => term(code, words))
			)
		],
		['taxonomies.csv', table(TAXONOMY, services.length > 0 ? [TAXONOMY_ROW] : [])],
		['funding.csv', table(FUNDING, offered.flatMap(funding))]
	]);
}

const ORGANIZATION = ['id', 'name', 'description'];
const SERVICE = [
	'id',
	'organization_id',
	'name',
	'alternate_name',
	'description',
	'status',
	'application_process',
	'eligibility_description',
	'assured_date'
];
const ATTRIBUTE = ['id', 'link_id', 'taxonomy_term_id', 'link_entity'];
const TERM = ['id', 'code', 'name', 'description', 'taxonomy', 'taxonomy_id'];
const TAXONOMY = ['id', 'name', 'description'];
const FUNDING = ['id', 'organization_id', 'service_id', 'source'];

const TAXONOMY_ROW = {
	id: uuidOf('taxonomy'),
	name: 'Braidwork services',
	description: 'Supports that a workforce partnership braids, as its partners file them.'
};

function table(columns: string[], rows: Cells[]): string[][] {
	return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
}

/** HSDS wants UUIDs. Ours are made of what a thing is (RFC 9562, version 8), so that the next export has the same ones. */
function uuidOf(name: string): string {
	const hex = createHash('sha256').update(`braidwork/${name}`).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
		hex.slice(20, 32)
	].join('-');
}

function lineId({ partner, offering_id }: StandingLine): string {
	return uuidOf(`offering/${partner}/${offering_id}`);
}

function organization(id: string, { partners }: HsdsWords): Cells {
	const known = partners.find(({ partner }) => partner === id);
	const name = known?.name ?? id;
	return { id: uuidOf(`partner/${id}`), name, description: known?.role || name };
}

function service(line: StandingLine, words: HsdsWords): Cells {
	const label = words.services[line.service] ?? line.service;
	const whom = words.populations[line.population] ?? line.population;
	return {
		id: lineId(line),
		organization_id: uuidOf(`partner/${line.offering_partner}`),
		name: `${label}: ${whom}`,
		alternate_name: line.offering_id,
		description: describe(line, words),
		status: 'active',
		application_process: applying(line),
		eligibility_description: [whom, line.condition].filter(Boolean).join('. '),
		assured_date: line.verified_date ?? ''
	};
}

/**
 * What a directory has no column for. A cap is what a partner pays and no price, and capacity is not how many places are
 * free, so neither goes into the tables that are for these.
 */
function describe(line: StandingLine, { statuses }: HsdsWords): string {
	const until = line.lasts_until === null ? '' : ` until ${line.lasts_until}`;
	const said = [
		`${statuses[line.status] ?? line.status} from ${line.from_date}${until}.`,
		line.cap_usd === null
			? ''
			: `At most ${writeDollars(line.cap_usd)} ${PERIODS[line.cap_period ?? ''] ?? ''}`,
		line.capacity_per_quarter === null
			? ''
			: `Up to ${writeCount(line.capacity_per_quarter)} people a quarter.`,
		line.authority ? `Authority: ${line.authority}.` : ''
	];
	return said.filter(Boolean).join(' ');
}

const PERIODS: Record<string, string> = {
	'': 'for one person.',
	once: 'once for one person.',
	month: 'a month for one person.',
	year: 'a year for one person.'
};

function applying({ needs_approval, wait_days }: StandingLine): string {
	const said = [
		needs_approval ? 'Each case needs approval.' : '',
		wait_days === null ? '' : `About ${wait_days} days from request to service.`
	];
	return said.filter(Boolean).join(' ');
}

/** One attribute for each service and no more: readers take it for what the service is. */
function attribute(line: StandingLine): Cells {
	return {
		id: uuidOf(`attribute/${line.partner}/${line.offering_id}`),
		link_id: lineId(line),
		taxonomy_term_id: uuidOf(`service/${line.service}`),
		link_entity: 'service'
	};
}

function term(code: string, { services }: HsdsWords): Cells {
	const name = services[code] ?? code;
	const id = uuidOf(`service/${code}`);
	return { id, code, name, description: name, taxonomy: TAXONOMY_ROW.name, taxonomy_id: TAXONOMY_ROW.id };
}

function funding(line: StandingLine): Cells[] {
	if (line.award_id === null) return [];
	return [
		{
			id: uuidOf(`funding/${line.partner}/${line.offering_id}`),
			service_id: lineId(line),
			source: line.award?.name ?? line.award_id
		}
	];
}
