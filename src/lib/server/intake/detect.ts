import { dataset, datasets, formats, sameHeader, type Format } from '$lib/catalog';
import type { DatasetId } from '$lib/domain';
import type { Knows } from './read';
import type { EarlierHeaders } from './remember';
import { transformHeaders, withoutHeader } from './transform/recognise';

/** What is known of a file before it is read. */
export interface Hints {
	partner?: string;
	dataset?: DatasetId;
}

/** A format that the headers may be, how well they fit, and why. */
export interface Guess {
	format: Format;
	/** Distinct columns of ours that a header stands for. */
	matched: string[];
	/** Required columns for which there is no header. */
	missing: string[];
	/** Headers that the format does not know. */
	strange: string[];
	/** 0 to 1: how surely it is this dataset and no other. */
	certainty: number;
	reasons: string[];
}

/** Tells how many cells of a record are headers of one and the same format, or of one earlier file of the partner. */
export function knownHeaders(hints: Hints = {}, earlier: EarlierHeaders[] = []): Knows {
	const files = earlier.map(({ headers }) => new Set(headers.map(sameHeader)));
	const sets = [...formatsFor(hints).map(headersOf), ...transformHeaders(), ...files];
	const knows = (cells: string[]) => {
		const names = new Set(cells.map(sameHeader));
		names.delete('');
		return Math.max(0, ...sets.map((set) => [...names].filter((name) => set.has(name)).length));
	};
	return Object.assign(knows, { withoutHeader: withoutHeader() });
}

/** The datasets and formats that these headers may be, the best first. */
export function detect(headers: string[], hints: Hints = {}): Guess[] {
	const guesses = formatsFor(hints).map((format) => guess(headers, format));
	const ranked = guesses
		.filter(({ matched }) => matched.length > 0)
		.sort((one, other) => fit(other) - fit(one));
	return ranked.map((one) => ({
		...one,
		certainty: certaintyOf(one, ranked),
		reasons: reasonsOf(one, headers)
	}));
}

/** So large a share of both headers must be the same for a file to be known again. */
const SAME_SHARE = 0.75;

/** The partner's earlier file whose headers these are, all but a few. */
export function likeEarlier(headers: string[], earlier: EarlierHeaders[]): EarlierHeaders | null {
	const names = new Set(headers.map(sameHeader));
	const shared = ({ headers: before }: EarlierHeaders) =>
		before.filter((header) => names.has(sameHeader(header))).length / Math.max(before.length, names.size);
	const [best] = [...earlier].sort((one, other) => shared(other) - shared(one));
	return best && shared(best) >= SAME_SHARE ? best : null;
}

/** The layout of our own templates for a dataset. */
export function ownFormat(dataset: DatasetId): Format {
	const own = formats().find((format) => format.dataset === dataset && format.partner === null);
	if (!own) throw new Error(`There is no format of our own for ${dataset}.`);
	return own;
}

function formatsFor({ partner, dataset: id }: Hints): Format[] {
	return formats().filter(
		(format) =>
			(id === undefined || format.dataset === id) &&
			(format.partner === null || partner === undefined || format.partner === partner)
	);
}

function headersOf(format: Format): Set<string> {
	return new Set([...Object.keys(format.headers), ...format.ignored_headers].map(sameHeader));
}

function guess(headers: string[], format: Format): Guess {
	const known = new Map(
		Object.entries(format.headers).map(([header, column]) => [sameHeader(header), column])
	);
	const ignored = new Set(format.ignored_headers.map(sameHeader));
	const matched = new Set(headers.flatMap((header) => known.get(sameHeader(header)) ?? []));
	const strange = headers.filter(
		(header) => !known.has(sameHeader(header)) && !ignored.has(sameHeader(header))
	);
	const required = dataset(format.dataset).columns.filter((column) => column.required);
	const missing = required.filter(({ name }) => !matched.has(name)).map(({ name }) => name);
	return { format, matched: [...matched], missing, strange, certainty: 0, reasons: [] };
}

/** Complete formats come first, then those that explain most headers. */
function fit({ matched, missing, strange }: Guess): number {
	return matched.length - 2 * missing.length - strange.length / 2;
}

function certaintyOf(guess: Guess, ranked: Guess[]): number {
	const rival = ranked.find(({ format }) => format.dataset !== guess.format.dataset);
	const required = dataset(guess.format.dataset).columns.filter((column) => column.required).length;
	const complete = 1 - guess.missing.length / Math.max(1, required);
	const lead = rival ? Math.max(0, Math.min(1, (fit(guess) - fit(rival)) / 2)) : 1;
	return Math.round(complete * lead * 100) / 100;
}

function reasonsOf({ format, matched, missing, strange }: Guess, headers: string[]): string[] {
	const title = datasets().find(({ id }) => id === format.dataset)?.title ?? format.dataset;
	const reasons = [
		`${matched.length} of ${headers.length} headers are columns of ${title} as "${format.title}" writes them.`
	];
	if (missing.length > 0) reasons.push(`Missing: ${missing.join(', ')}.`);
	if (strange.length > 0) reasons.push(`Not known: ${strange.filter(Boolean).join(', ')}.`);
	return reasons;
}
