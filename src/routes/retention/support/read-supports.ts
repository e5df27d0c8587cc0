import { inTrainingText } from '$lib/charts';
import { writeChance, writePercent, writePoints, type SafeRow, type SafeTable } from '$lib/domain';

/** One support in words: what those with and without it came to, and how that compares. */
export interface SupportLine {
	service: string;
	label: string;
	/** The last month that is compared. */
	through: number;
	/** In training with and without it when the first and when the last step began. */
	people: { withIt: string; withoutIt: string };
	completed: { withIt: string; withoutIt: string };
	/** Not withdrawn, and how likely chance alone is. */
	stayed: { withIt: string; withoutIt: string; chance: string };
	/** How much more often those with it completed in a step, and the chance of that by chance alone. */
	difference: string;
	/** The same among people who are alike in what was chosen; null where that cannot be told. */
	adjusted: string | null;
	strata: number;
}

/** The supports of which anything may be told, as lines, and all of them as choices; `adjusted` is of one adjustment. */
export function readSupports(
	table: SafeTable,
	adjusted: SafeTable
): {
	lines: SupportLine[];
	choices: { value: string; label: string }[];
} {
	const services = [...Map.groupBy(table.rows, (row) => String(row.service))];
	const label = (service: string) => table.labels.service?.[service] ?? service;
	return {
		lines: services.flatMap(([service, rows]) =>
			lineOf(
				{ service, label: label(service) },
				rows,
				adjusted.rows.find((row) => row.service === service)
			)
		),
		choices: services.map(([service]) => ({ value: service, label: label(service) }))
	};
}

function lineOf(
	name: Pick<SupportLine, 'service' | 'label'>,
	rows: SafeRow[],
	adjusted: SafeRow | undefined
): SupportLine[] {
	const [yes, no] = ['yes', 'no'].map((received) => rows.find((row) => row.received === received));
	if (yes?.status !== 'shown' || no?.status !== 'shown') return [];
	return [
		{
			...name,
			through: Number(yes.through),
			people: { withIt: inTrainingText(yes), withoutIt: inTrainingText(no) },
			completed: { withIt: shareOf(yes.value), withoutIt: shareOf(no.value) },
			stayed: {
				withIt: shareOf(yes.stayed_share),
				withoutIt: shareOf(no.stayed_share),
				chance: writeChance(Number(yes.withdrew_p))
			},
			difference: gapOf(yes.difference, yes.completed_p),
			adjusted: adjusted?.status === 'shown' ? gapOf(adjusted.value, adjusted.completed_p) : null,
			strata: Number(adjusted?.strata ?? 0)
		}
	];
}

function shareOf(share: unknown): string {
	return typeof share === 'number' ? writePercent(share) : '';
}

function gapOf(difference: unknown, p: unknown): string {
	if (typeof difference !== 'number' || typeof p !== 'number') return '';
	return `${writePoints(difference)}, ${writeChance(p)}`;
}
