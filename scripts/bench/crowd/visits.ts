import { createHash } from 'node:crypto';
import { writeCount, writeDollars, type SafeTable } from '$lib/domain';
import { compare, type RawRow } from '../compare';
import { QUARTERS } from '../sizes';
import type { Pass } from './crowd-home';
import { ask, type Visit } from './readers';
import { addressOf, SLICES } from './slices';

/** What the crowd asks for: what was asked before, and what nobody asked yet. */
export interface Visits {
	/** Pages, their data as the pages' own scripts fetch them, and answers to programs. */
	known: Visit[];
	/** Slices of which a server remembers none by the time it is asked for again. */
	slices: Visit[];
	/** Pages under choices that are drawn anew. */
	choices: Visit[];
	/** The same slices of the bare server. */
	bare: Visit[];
	/** Cells of the slices that both sides count alike. */
	cells: number;
}

/** Where both servers are, and who reads. */
export interface Places {
	ours: string;
	bare: string;
	leader: Pass;
	/** The state of the slices: the one that rests on the files as they were made. */
	state: number;
}

/** What the crowd reads of an answer. */
type AnsweredTable = Pick<SafeTable, 'rows' | 'unit'>;

/** A page, and a question whose numbers stand on it and do not rest on deliveries, so that a loading leaves them. */
const PAGES: [string, string][] = [
	['/', 'spend?by=quarter,award'],
	['/coverage', 'need_coverage?by=service,population&where=quarter=2015Q3'],
	['/retention', 'completion_rate?by=start_quarter'],
	['/funding/spent', 'spend?by=quarter,award']
];

/** Asks everything once, compares the slices of both servers cell by cell, and returns what every answer has to be. */
export async function makeVisits(places: Places): Promise<Visits> {
	const { slices, bare, cells } = await compareSlices(places);
	const pages = await Promise.all(PAGES.map((page) => pageVisits(places, page)));
	const answers = slices.filter((_, at) => at % Math.ceil(slices.length / 4) === 0);
	const known = [...pages.flat(), ...answers.map((visit) => ({ ...visit, kind: 'known answer' }))];
	return { known, slices, bare, choices: choiceVisits(places), cells };
}

async function compareSlices({ ours, bare, leader, state }: Places) {
	const program = { authorization: `Bearer ${leader.token}` };
	const found = { slices: [] as Visit[], bare: [] as Visit[], cells: 0 };
	for (const [place, slice] of SLICES.entries()) {
		const path = addressOf(slice, state);
		const [mine, theirs] = await Promise.all([ask(ours + path, program), ask(`${bare}/${place}`, {})]);
		if (mine.status !== 200) throw new Error(`${path}: ${mine.body.slice(0, 500)}`);
		const { rows } = JSON.parse(theirs.body) as { rows: RawRow[] };
		found.cells += compare(slice, JSON.parse(mine.body) as AnsweredTable, rows);
		const holds = { sha256: createHash('sha256').update(mine.body).digest('hex') };
		found.slices.push({ kind: 'new answer', path, headers: program, holds });
		found.bare.push({ kind: 'bare answer', path: `/${place}`, headers: {}, holds: { text: '"numerator"' } });
	}
	return found;
}

async function pageVisits({ ours, leader }: Places, [path, question]: [string, string]): Promise<Visit[]> {
	const browser = { cookie: leader.cookie, 'accept-encoding': 'br' };
	const asked = await ask(`${ours}/api/v1/measures/${question}`, { authorization: `Bearer ${leader.token}` });
	const numbers = writtenIn(JSON.parse(asked.body) as AnsweredTable);
	const visit = async (kind: string, address: string): Promise<Visit> => {
		const { body } = await ask(ours + address, browser);
		const text = numbers.find((number) => body.includes(number));
		if (text === undefined)
			throw new Error(`None of ${numbers.slice(0, 5).join(', ')} stands on ${address}.`);
		return { kind, path: address, headers: browser, holds: { text } };
	};
	const data = `${path === '/' ? '' : path}/__data.json`;
	return [await visit('known page', path), await visit('known page data', data)];
}

/** Numbers of a table as pages write them, those first that are least likely to stand there by chance. */
function writtenIn({ rows, unit }: AnsweredTable): string[] {
	const shown = rows.filter(({ status }) => status === 'shown');
	const written = shown.map(({ value, denominator }) =>
		unit === 'dollars' ? writeDollars(value ?? 0) : writeCount(denominator ?? 0)
	);
	return written.sort((a, b) => b.length - a.length);
}

/** The coverage page of each quarter and service, by population: drawn anew for each. */
function choiceVisits({ leader }: Places): Visit[] {
	const headers = { cookie: leader.cookie, 'accept-encoding': 'br' };
	const services = [...new Set(SLICES.flatMap(({ service }) => service ?? []))];
	return QUARTERS.flatMap((quarter) =>
		services.flatMap((service) =>
			['tanf', 'refugee', 'low_income', 'none', ''].map((population) => {
				const query = new URLSearchParams({ quarter, service, ...(population && { population }) });
				const holds = { text: 'class="drawings' };
				return { kind: 'new page', path: `/coverage?${query}`, headers, holds };
			})
		)
	);
}
