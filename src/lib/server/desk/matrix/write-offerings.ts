import { neutralCell } from '$lib/domain';
import { offeringColumns, type OfferingRow } from './offering-rows';

/** Rows as a CSV in our own template (RFC 4180, UTF-8), every text as it stands: what intake is given. */
export function writeOfferings(rows: OfferingRow[]): string {
	return write(rows, (text) => text);
}

/** The same for people, who open it in a spreadsheet: nothing in it is a formula. */
export function writeOfferingsForPeople(rows: OfferingRow[]): string {
	return write(rows, neutralCell);
}

function write(rows: OfferingRow[], spell: (text: string) => string): string {
	const columns = offeringColumns();
	const lines = rows.map((row) => columns.map((column) => quote(spell(row[column] ?? ''))));
	return [columns, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function quote(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
