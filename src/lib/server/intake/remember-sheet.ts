import type { DatasetId } from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { knownHeaders } from './detect';
import type { SheetChoice } from './read';
import type { EarlierHeaders, RememberedAnswer } from './remember';

interface SheetHints {
	partner: string;
	dataset: DatasetId | undefined;
	answered: string | undefined;
	/** The headers of the partner's earlier files. */
	earlier: EarlierHeaders[];
}

/** By what the sheet of a partner's workbook is chosen: known headers, the answer given now, and earlier answers. */
export async function sheetChoice(
	w: Warehouse,
	{ partner, dataset, answered, earlier }: SheetHints
): Promise<SheetChoice> {
	const rows = await w.read<{ said: string }>(
		`SELECT answer::VARCHAR AS said FROM main.answers
		WHERE partner = $1 AND code = 'sheet' AND ($2 = '' OR dataset = $2)`,
		[partner, dataset ?? '']
	);
	const ofClaimed = earlier.filter((one) => one.dataset === dataset);
	return {
		knows: knownHeaders({ partner }, earlier),
		remembered: rows.map(({ said }) => (JSON.parse(said) as RememberedAnswer).choice),
		...(dataset && { knowsClaimed: knownHeaders({ partner, dataset }, ofClaimed) }),
		...(answered !== undefined && { answered })
	};
}
