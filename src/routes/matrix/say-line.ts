import { codeLabel } from '$lib/catalog';
import { writeDay, writeMoment } from '$lib/domain';
import type { ColumnChange, LineVersion } from '$lib/server/desk';
import { LINE_WORDS } from '$lib/ui/words/matrix';
import { columnsOfOfferings } from './read-offering';

const words = LINE_WORDS.history;

/** What was changed in a column, in plain words. */
export interface SaidChange {
	title: string;
	before: string;
	after: string;
}

/** A version of a line as the history tells it. */
export interface SaidVersion {
	state: number;
	by: string;
	how: string;
	why: string | null;
	changes: SaidChange[];
}

/** A changed column by its title, its values by their words. */
export function sayChange({ column: name, before, after }: ColumnChange): SaidChange {
	const column = columnsOfOfferings().find((one) => one.name === name);
	const say = (value: string | null) => {
		if (value === null) return words.empty;
		if (column?.codes) return codeLabel(column.codes, value);
		return column?.type === 'date' ? writeDay(value) : value;
	};
	return { title: column?.title ?? name, before: say(before), after: say(after) };
}

/** The history of a line in words, times in the partnership's zone: of the first version the file alone, since everything in it is new. */
export function sayHistory(versions: LineVersion[], zone: string): SaidVersion[] {
	return versions.map(({ state, who, at, why, file, row, changes }, place) => {
		const isFirst = place === versions.length - 1;
		const how = row === null ? words.gone : why !== null ? words.screen : words.file(file);
		return {
			state,
			by: words.by(who, writeMoment(at, zone)),
			how: isFirst && row !== null ? `${words.first}. ${how}` : how,
			why,
			changes: isFirst ? [] : changes.map(sayChange)
		};
	});
}
