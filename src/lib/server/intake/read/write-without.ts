import type { ReadTable } from './read-table';
import { CleanFile, quoted } from './write-clean';
import { cellTexts, walkRecords } from './walk-records';

/** Stands for a record that is broken, so that it stays one without showing what is in it. */
const BROKEN = '(a broken line that was not kept)';

/** Writes a file anew without some of its columns; every record stays on its line, a broken one without its text. */
export async function writeWithout(
	table: ReadTable,
	target: string,
	isLeftOut: (header: string) => boolean
): Promise<void> {
	const { layout, text } = table;
	const { dialect, header } = layout;
	const width = header.cells.length;
	const kept = header.cells.map((cell) => !isLeftOut(cell));
	const out = new CleanFile(target);
	await walkRecords(text, { dialect, width, headerRow: header.row }, (visit) => {
		const { faults, count } = visit.record;
		if (faults !== 0 || (count !== width && visit.row > header.row)) return out.add(BROKEN);
		const cells = cellTexts(visit, dialect).filter((_, cell) => kept[cell] ?? true);
		out.add(cells.map(quoted).join(','));
	});
	out.close();
}
