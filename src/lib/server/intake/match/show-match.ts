import { dataset as datasetOf, type Format } from '$lib/catalog';
import { Refusal } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { findRecord } from '../list-submissions';
import type { LoadOptions } from '../loaded-file';
import { mapColumns, nameOfCell, type Known, type Mapping } from '../map-columns';
import { idOfRows } from '../number-lines';
import { answerVersions, recall } from '../remember';
import { isSettled, mayBeCheckedAgain } from '../stored-file';
import { profileFile } from './ask-likely';
import { readDraft, type MatchFields } from './drafts';
import { answersOf, type HeaderMatch, type MatchView } from './match-view';
import type { ColumnProfile } from './profile-columns';
import { readAgain } from './read-again';
import { isNamedLikeAPerson, shownSamples } from './show-sample';
import { suggestMatches, type Suggestion } from './suggest';
import { viewCodes, type FormState, type MatchedColumn } from './view-codes';
import { viewPrefixes, viewWriting } from './view-writing';

/** The matching of a submission as a person sees it: with what was just sent, else with the draft, else with suggestions. */
export async function showMatch(
	w: Warehouse,
	id: string,
	{ options, sent }: { options: LoadOptions; sent?: MatchFields }
): Promise<MatchView> {
	const record = await findRecord(w, id);
	const { partner, dataset, period, status, file } = record;
	const [facts, recalled, draft, remembered] = await Promise.all([
		factsOf(w, id, options),
		recall(w, { partner, dataset, period }),
		readDraft(w, id),
		answerVersions(w, { partner, dataset })
	]);
	const known: Known = {
		dataset: datasetOf(dataset),
		format: facts.format,
		given: {},
		...recalled,
		headerRow: facts.headerRow,
		year: Number(period.slice(0, 4))
	};
	const fields = sent ?? draft?.fields;
	const form: FormState = { fields: fields ?? {}, isSent: fields !== undefined };
	const place = { submission_id: id, partner, dataset, period, status, file };
	return {
		...place,
		canCheck: !isSettled(record) || mayBeCheckedAgain(record),
		draft: draft && { at: draft.at, who: draft.who },
		remembered,
		...viewOf(facts, known, form)
	};
}

type Viewed = Pick<
	MatchView,
	'headers' | 'columns' | 'byLine' | 'missing' | 'doubled' | 'codes' | 'writing' | 'prefixes'
>;

function viewOf(facts: FileFacts, known: Known, form: FormState): Viewed {
	const base = mapColumns(facts.headers, known);
	const suggestions = suggestMatches(base, known, facts.profiles);
	const headers = facts.headers.map((_, cell) => viewHeader(cell, { facts, base, known, form, suggestions }));
	const chosen = headers.map(({ choice }) => choice).filter((choice) => choice !== '');
	const columns = known.dataset.columns.map(({ name, title, description, required }) => ({
		name,
		title,
		description,
		required
	}));
	const matched = known.dataset.columns.flatMap((column): MatchedColumn[] => {
		const header = headers.find(({ choice }) => choice === column.name);
		const profile = header && facts.profiles[header.cell];
		return header && profile ? [{ column, header: header.header, profile }] : [];
	});
	const open = matched.filter(({ column, header }) => column.identifying || !isNamedLikeAPerson(header));
	const key = idOfRows(known.dataset);
	const now = base.byLine !== null;
	const wanted = form.fields.by_line;
	const byLine =
		key === null || chosen.includes(key)
			? null
			: {
					field: 'by_line' as const,
					column: key,
					choice: wanted === undefined ? now : wanted === 'yes',
					now
				};
	return {
		headers,
		columns,
		byLine,
		missing: columns
			.filter(({ name, required }) => required && !chosen.includes(name))
			.filter(({ name }) => !(byLine?.choice && byLine.column === name))
			.map(({ name }) => name),
		doubled: [...new Set(chosen.filter((choice, at) => chosen.indexOf(choice) !== at))],
		codes: viewCodes(open, known, form),
		writing: viewWriting(matched, known, form),
		prefixes: viewPrefixes(matched, known, form)
	};
}

interface HeaderSources {
	facts: FileFacts;
	base: Mapping;
	known: Known;
	form: FormState;
	suggestions: Suggestion[];
}

function viewHeader(cell: number, { facts, base, known, form, suggestions }: HeaderSources): HeaderMatch {
	const header = facts.headers[cell] ?? '';
	const { column: now = null, how = 'left out' } = base.columns[cell] ?? {};
	const suggestion = suggestions.find((one) => one.cell === cell) ?? null;
	const field = `header.${cell}`;
	const isTwice = facts.headers.filter((other) => other === header).length > 1;
	const likely = known.dataset.columns.find(({ name }) => name === (now ?? suggestion?.column)) ?? null;
	const isSure = now !== null || (suggestion?.certainty ?? 0) >= SURE || likely?.codes;
	const column = isSure || likely?.identifying ? likely : null;
	const profile = facts.profiles[cell];
	return {
		cell,
		field,
		header,
		name: isTwice ? nameOfCell('', cell) : nameOfCell(header, cell),
		samples: profile ? shownSamples({ header, column, profile, year: known.year }) : [],
		filled: profile?.filled ?? 0,
		choice: form.fields[field] ?? now ?? (form.isSent ? '' : (suggestion?.column ?? '')),
		now,
		how,
		suggestion
	};
}

/** So sure a suggestion must be for the values to be shown as those of its column; likely codes show theirs. */
const SURE = 0.65;

/** What the bytes of a file tell, whatever is answered. */
interface FileFacts {
	headers: string[];
	headerRow: number;
	format: Format;
	profiles: ColumnProfile[];
}

const KEPT_FILES = 8;
const kept = new WeakMap<Warehouse, Map<string, Promise<FileFacts>>>();

/** Read once and kept for the visits that follow; a roster that was filed meanwhile makes it worth another look. */
async function factsOf(w: Warehouse, id: string, options: LoadOptions): Promise<FileFacts> {
	const record = await findRecord(w, id);
	const [row] = await w.read<{ rows: number }>(
		'SELECT count(*)::INTEGER AS rows FROM staging.stg_participants WHERE partner = $1',
		[record.partner]
	);
	const key = `${id} ${row?.rows}`;
	const files = kept.get(w) ?? new Map<string, Promise<FileFacts>>();
	kept.set(w, files);
	const facts =
		files.get(key) ??
		readAgain(w, record, {
			options: { ...options, answers: {} },
			work: async ({ arriving }) => ({
				headers: arriving.table.headers,
				headerRow: arriving.known.headerRow,
				format: arriving.known.format,
				profiles: await profileFile(w, arriving)
			})
		});
	files.delete(key);
	files.set(key, facts);
	facts.catch(() => files.delete(key));
	for (const old of [...files.keys()].slice(0, -KEPT_FILES)) files.delete(old);
	return facts;
}

/** The answers that the form of a submission gives; refused in words when two headers were chosen for one column. */
export async function answersFor(
	w: Warehouse,
	id: string,
	about: { options: LoadOptions; sent: MatchFields }
): Promise<Record<string, string>> {
	const view = await showMatch(w, id, about);
	refuseDoubled(view);
	return answersOf(view);
}

function refuseDoubled({ doubled, columns, headers }: MatchView): void {
	const [first] = doubled;
	if (first === undefined) return;
	const title = columns.find(({ name }) => name === first)?.title ?? first;
	const names = headers.filter(({ choice }) => choice === first).map(({ name }) => `"${name}"`);
	throw new Refusal(
		'two_headers',
		`${names.join(' and ')} cannot both be ${title}.`,
		'Choose one of them and leave the others out.'
	);
}
