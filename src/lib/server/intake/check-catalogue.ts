import { datasets } from '$lib/catalog';
import type { DatasetId, Severity } from '$lib/domain';
import { VALUE_RULES } from './check/value-rules';
import { STRUCTURE_RULES } from './read';

/** What a check is about, from the file as a file to the quarter before. */
export type CheckKind = 'structure' | 'columns' | 'values' | 'row' | 'roster' | 'quarter';

/** One declared check: what it finds, how grave that is, and what to do. Places in the sentences are in ‹angles›. */
export interface DeclaredCheck {
	id: string;
	kind: CheckKind;
	/** The dataset that declares it; null when it holds for all. */
	dataset: DatasetId | null;
	severity: Severity;
	message: string;
	fix: string;
}

/** Value rules that are about something else than the value of one cell. */
const KINDS: Record<string, CheckKind> = {
	not_agreed: 'columns',
	columns_not_agreed: 'columns',
	missing_column: 'columns',
	two_headers: 'columns',
	extra_column: 'columns',
	header_changed: 'columns',
	column_gone: 'columns',
	wrong_dataset: 'columns',
	no_known_column: 'columns',
	unknown_participant: 'roster',
	before_intake: 'roster',
	outside_agreement: 'roster',
	nobody_agreed: 'roster',
	award_overspent: 'quarter',
	spent_outside_award: 'quarter',
	fewer_rows: 'quarter',
	many_more_rows: 'quarter',
	open_rows_vanished: 'quarter',
	new_code: 'quarter',
	share_changed: 'quarter',
	order_changed: 'quarter',
	already_published: 'quarter'
};

/** Every check that there is, in one list: of the file, its columns, its values, each row, the rosters and the last quarter. */
export function checkCatalogue(): DeclaredCheck[] {
	const structure = Object.entries(STRUCTURE_RULES).map(([id, rule]) => ({
		id,
		kind: 'structure' as const,
		dataset: null,
		...rule
	}));
	const values = Object.entries(VALUE_RULES).map(([id, rule]) => ({
		id,
		kind: KINDS[id] ?? ('values' as const),
		dataset: null,
		...rule
	}));
	const rows = datasets().flatMap(({ id: dataset, checks }) =>
		checks.map(({ id, severity, message, fix }) => ({
			id,
			kind: 'row' as const,
			dataset,
			severity,
			message,
			fix
		}))
	);
	return [...structure, ...values, ...rows].map((check) => ({
		...check,
		message: inGeneral(check.message),
		fix: inGeneral(check.fix)
	}));
}

/** A sentence without a case: its places named instead of filled. */
function inGeneral(text: string): string {
	return text
		.replace(
			/\{(\w+)\|([^|}]*)\|([^}]*)\}/g,
			(_, place: string, one: string, many: string) => `‹${place}› ${many}`
		)
		.replace('{order}', '')
		.replace(/\{(\w+)\}/g, (_, place: string) => `‹${(NAMES[place] ?? place).replaceAll('_', ' ')}›`);
}

const NAMES: Record<string, string> = {
	title: 'column',
	header: 'header',
	width: 'number',
	sum: 'the rows add up to',
	before: 'last quarter',
	share_before: 'share before'
};
