import { codeList, dataset, type Column } from '$lib/catalog';
import { isDay, type OfferingRow } from '$lib/server/desk';
import { LINE_WORDS } from '$lib/ui/words/matrix';

/** Something that is wrong with a field of the form, in a sentence. */
export interface FieldProblem {
	field: string;
	message: string;
}

const words = LINE_WORDS.problems;

/** The columns of the offerings, as the template has them. */
export function columnsOfOfferings(): Column[] {
	return dataset('offerings').columns;
}

/** The codes that a line may have in a column; a line is never for the population "none". */
export function choicesOf(column: Column): { value: string; label: string }[] | null {
	if (column.codes === null) return null;
	const codes = codeList(column.codes).codes.filter(
		({ code }) => !(column.name === 'population' && code === 'none')
	);
	return codes.map(({ code, label }) => ({ value: code, label }));
}

/** A line as somebody wrote it into the form, spelled as intake would, and what cannot be so. */
export function readOffering(form: FormData): { row: OfferingRow; problems: FieldProblem[] } {
	const problems: FieldProblem[] = [];
	const cells = columnsOfOfferings().map((column) => {
		const text = cellOf(form, column);
		const problem = text === null ? missing(column) : wrong(text, column);
		if (problem) problems.push({ field: column.name, message: problem });
		return [column.name, text === null || problem ? text : spell(text, column)] as const;
	});
	return { row: Object.fromEntries(cells) as OfferingRow, problems };
}

/** The reason for a change; it is kept for good and read by everyone, so it must not hold a person's number. */
export function readWhy(form: FormData): { why: string; problems: FieldProblem[] } {
	const why = textOf(form, 'why');
	const message = why.length < 3 ? words.why : why.length > LONGEST ? words.long(LINE_WORDS.edit.why) : '';
	if (message) return { why, problems: [{ field: 'why', message }] };
	const isNumber = /(^|[^\d])\d{3}[- .]?\d{2}[- .]?\d{4}([^\d]|$)/.test(why);
	return { why, problems: isNumber ? [{ field: 'why', message: words.whyNumber }] : [] };
}

/** Characters in one cell or reason; more is no rule but a document. */
const LONGEST = 500;

function textOf(form: FormData, name: string): string {
	return String(form.get(name) ?? '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** What stands for an empty cell in a file is an empty one here too. */
function cellOf(form: FormData, column: Column): string | null {
	const text = textOf(form, column.name);
	return dataset('offerings').missing_values.includes(text) ? null : text;
}

function missing({ required, title }: Column): string | null {
	return required ? words.required(title) : null;
}

function wrong(text: string, column: Column): string | null {
	const { title, type, money } = column;
	const choices = choicesOf(column);
	if (choices && !choices.some(({ value }) => value === text)) return words.code(title);
	if (type === 'integer' && !/^\d{1,9}$/.test(plainNumber(text))) return words.whole(title);
	if (money && !/^-?\d{1,12}(\.\d{1,2})?$/.test(plainNumber(text))) return words.money(title);
	if (type === 'date' && !isDay(text)) return words.date(title);
	return text.length > LONGEST ? words.long(title) : null;
}

function plainNumber(text: string): string {
	return text.replace(/^\$/, '').replaceAll(',', '');
}

function spell(text: string, { type, money }: Column): string {
	if (money) return Number(plainNumber(text)).toFixed(2).replace(/\.00$/, '');
	return type === 'integer' ? String(Number(plainNumber(text))) : text;
}
