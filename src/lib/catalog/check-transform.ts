import type { CodeList } from './code-list';
import type { Dataset } from './dataset';
import { complainUnless } from './declaration';
import { referencesOf, type Expression } from './expression';
import type { Make, SourceTable, Transform } from './transform';

/** Refuses a layout that names a column which we, or its own tables, do not have. */
export function checkTransform(file: string, transform: Transform, datasets: Dataset[]): void {
	for (const table of transform.tables) {
		for (const need of table.needs) has(file, table, need);
		for (const { when } of table.skips) for (const { column } of when) has(file, table, column);
		checkPatterns(file, table);
	}
	transform.refuses.forEach((refused, at) => {
		const known = knowing({ file, field: `refuses.${at}`, transform }, refused);
		for (const { column } of refused.when) known(column);
	});
	transform.makes.forEach((make, at) => checkMake({ file, field: `makes.${at}`, transform }, make, datasets));
}

/** What a source without a header is told by: a way of writing for each column. */
function checkPatterns(file: string, table: SourceTable): void {
	for (const [column, { pattern, example }] of Object.entries(table.patterns)) {
		has(file, table, column);
		const isWritten = new RegExp(pattern).test(example);
		complainUnless(isWritten, file, `table ${table.name}`, `The example of ${column} is not written so`);
	}
	const isTold = table.header || Object.keys(table.columns).every((column) => column in table.patterns);
	complainUnless(isTold, file, `table ${table.name}`, 'Without a header every column needs its pattern');
}

interface Place {
	file: string;
	field: string;
	transform: Transform;
}

function checkMake({ file, field, transform }: Place, make: Make, datasets: Dataset[]): void {
	const dataset = datasets.find(({ id }) => id === make.dataset);
	const names = dataset?.columns.map(({ name }) => name) ?? [];
	for (const name of Object.keys(make.columns)) {
		complainUnless(names.includes(name), file, field, `${make.dataset} has no column ${name}`);
	}
	for (const { name, required } of dataset?.columns ?? []) {
		complainUnless(!required || name in make.columns, file, field, `Nothing stands in the required ${name}`);
	}
	const known = knowing({ file, field, transform }, make);
	for (const { column } of make.when) known(column);
	if (make.latest !== null) known(make.latest);
	for (const expression of Object.values(make.columns)) referencesOf(expression).forEach(known);
}

/** Complains of a column that neither the table nor one of its lookups has. */
function knowing(place: Place, { from, with: lookups }: Pick<Make, 'from' | 'with'>): (name: string) => void {
	const { file, field } = place;
	const tables = new Map([['', tableOf(place, from)]]);
	const known = (reference: string) => {
		const dot = reference.lastIndexOf('.');
		const table = tables.get(dot < 0 ? '' : reference.slice(0, dot));
		complainUnless(table !== undefined, file, field, `There is no ${reference}`);
		if (table) has(file, table, reference.slice(dot + 1));
	};
	for (const lookup of lookups) {
		for (const reference of Object.values(lookup.match)) known(reference);
		const table = tableOf(place, lookup.table);
		const columns = [...Object.keys(lookup.match), ...lookup.when.map(({ column }) => column)];
		for (const column of columns) has(file, table, column);
		for (const column of [lookup.latest, lookup.earliest]) if (column) has(file, table, column);
		tables.set(lookup.name, table);
	}
	return known;
}

/** What the people room can be asked of the sender's own participants. */
const ROSTER: SourceTable = {
	name: 'roster',
	columns: { ssn: [], participant_id: [] },
	spellings: [],
	needs: [],
	header: true,
	patterns: {},
	files: [],
	required: false,
	alone: false,
	dates: 'iso',
	skips: []
};

function tableOf({ file, field, transform }: Place, name: string): SourceTable {
	const table = [...transform.tables, ROSTER].find((candidate) => candidate.name === name);
	if (!table) throw new Error(`${file}: ${field} is wrong. There is no table ${name}.`);
	return table;
}

function has(file: string, table: SourceTable, column: string): void {
	complainUnless(column in table.columns, file, `table ${table.name}`, `There is no column ${column}`);
}

/** Refuses a layout that puts something into a column of ours that is none of its codes. */
export function checkTransformCodes(transform: Transform, datasets: Dataset[], codeLists: CodeList[]): void {
	transform.makes.forEach((make, at) => {
		const columns = datasets.find(({ id }) => id === make.dataset)?.columns ?? [];
		for (const [name, expression] of Object.entries(make.columns)) {
			const column = columns.find((candidate) => candidate.name === name);
			const list = codeLists.find(({ id }) => id === column?.codes)?.codes.map(({ code }) => code);
			const allowed = list ?? (column?.type === 'boolean' ? ['true', 'false'] : null);
			const wrong = allowed && constantsOf(expression).find((value) => !allowed.includes(value));
			complainUnless(
				typeof wrong !== 'string',
				`data/formats/${transform.id}.json`,
				`makes.${at}.columns.${name}`,
				`"${wrong}" is not a code of ${column?.codes ?? 'yes or no'}`
			);
		}
	});
}

/** What an expression may give that the declaration says itself. */
function constantsOf(expression: Expression): string[] {
	if (typeof expression === 'string') return [];
	if ('first' in expression) return expression.first.flatMap(constantsOf);
	if ('flags' in expression) return [...Object.values(expression.flags), expression.several];
	if ('then' in expression)
		return [expression.then, expression.else ?? []].flat().flatMap((one) => constantsOf(one as Expression));
	const codes = 'codes' in expression ? Object.values(expression.codes ?? {}) : [];
	if ('value' in expression) return codes.length > 0 ? codes : [expression.value];
	return 'other' in expression && expression.other !== undefined ? [...codes, expression.other] : codes;
}
