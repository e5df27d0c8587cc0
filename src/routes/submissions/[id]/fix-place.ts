import type { FindingGroup } from '$lib/ui/finding-groups';

const PLACES: Record<string, string> = {
	not_a_date: '#writing',
	order_changed: '#writing',
	not_a_number: '#writing',
	unknown_participant: '#prefixes',
	wrong_pattern: '#prefixes',
	missing_column: '#columns',
	two_headers: '#columns',
	header_changed: '#columns',
	column_gone: '#columns',
	extra_column: '#columns'
};

/** Where on the matching screen one rule mends a whole group of findings; empty where none can. */
export function fixPlace({ rule, column }: Pick<FindingGroup, 'rule' | 'column'>): string {
	const isCode = ['unknown_code', 'unknown_code_in_list', 'not_yes_or_no', 'row_left_out'].includes(rule);
	return isCode && column ? `#codes-${column}` : (PLACES[rule] ?? '');
}
