import { codeList, type Column } from '$lib/catalog';
import type { LocatedFinding } from '../read';
import { fillIn } from './fill-in';
import { VALUE_RULES } from './value-rules';

/** Where a finding was seen: line, their header, the value, and how often. */
export interface Sighting {
	row?: number | null;
	column?: Column | null;
	header?: string | null;
	value?: string | null;
	count?: number;
	rows?: number[];
	places?: Record<string, string | number | null | undefined>;
}

const SHOWN_CODES = 20;

/** A finding of the catalogue of value rules, identifying values masked. */
export function valueFinding(rule: string, sighting: Sighting): LocatedFinding {
	const declared = VALUE_RULES[rule];
	if (!declared) throw new Error(`There is no rule ${rule}.`);
	return finding({ rule, ...declared }, sighting);
}

/** A finding of a check that a dataset declares. */
export function finding(
	rule: { rule: string; severity: LocatedFinding['severity']; message: string; fix: string },
	sighting: Sighting
): LocatedFinding {
	const { column = null, row = null, header = null, count = 1, rows } = sighting;
	const value = masked(sighting.value ?? null, column);
	const places = { ...placesOf(column), header: header ?? column?.name, value, count, ...sighting.places };
	return {
		rule: rule.rule,
		severity: rule.severity,
		row,
		column: column?.name ?? null,
		header,
		value,
		message: fillIn(rule.message, places),
		fix: fillIn(rule.fix, places),
		count,
		rows: rows ?? (row === null ? [] : [row])
	};
}

function placesOf(column: Column | null): Record<string, string | number | null> {
	if (!column) return {};
	const codes = column.codes === null ? [] : codeList(column.codes).codes.map(({ code }) => code);
	const shown = codes.slice(0, SHOWN_CODES).join(', ') + (codes.length > SHOWN_CODES ? ' …' : '');
	const { title, example, minimum, maximum } = column;
	return { title, example, minimum, maximum, codes: shown };
}

/** A value as a finding may show it: of identifying columns only the form, and the end of a long number. */
export function masked(
	value: string | null,
	column: Pick<Column, 'name' | 'identifying'> | null
): string | null {
	if (value === null || !column?.identifying) return value;
	const keep = column.name === 'ssn' && value.replace(/\D/g, '').length >= 9 ? 4 : 0;
	const hidden = value.slice(0, value.length - keep).replace(/[\p{L}\p{N}]/gu, '*');
	return hidden + value.slice(value.length - keep);
}
