import { inTrainingText } from '$lib/charts';
import { RETENTION_WORDS } from '$lib/ui/words/retention';
import {
	BEYOND_CHANCE,
	writeChance,
	writePercent,
	writePoints,
	type SafeRow,
	type SafeTable
} from '$lib/domain';

/** One support in words: what those with and without it came to, and how that compares. */
export interface SupportLine {
	service: string;
	label: string;
	/** The last month that is compared. */
	through: number;
	/** In training with and without it when the first and when the last step began. */
	people: { withIt: string; withoutIt: string };
	completed: { withIt: string; withoutIt: string };
	/** Not withdrawn. */
	stayed: { withIt: string; withoutIt: string };
	/** How much more often those with it completed in a step, and whether that and not withdrawing differ beyond chance. */
	says: string;
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
			stayed: { withIt: shareOf(yes.stayed_share), withoutIt: shareOf(no.stayed_share) },
			says: saysOf(yes),
			adjusted: adjusted?.status === 'shown' ? gapOf(adjusted.value, adjusted.completed_p) : null,
			strata: Number(adjusted?.strata ?? 0)
		}
	];
}

const { says } = RETENTION_WORDS.support;

function saysOf({
	difference,
	completed_adjusted_p: completed_p,
	withdrew_adjusted_p: withdrew_p
}: SafeRow): string {
	if (typeof difference !== 'number' || typeof completed_p !== 'number') return '';
	const completing = says.completing(writePoints(difference), chanceOf(completed_p));
	return typeof withdrew_p === 'number'
		? `${completing}; ${says.staying(chanceOf(withdrew_p))}.`
		: `${completing}.`;
}

function chanceOf(p: number): string {
	return (p < BEYOND_CHANCE ? says.beyond : says.maybe)(writeChance(p));
}

function shareOf(share: unknown): string {
	return typeof share === 'number' ? writePercent(share) : '';
}

function gapOf(difference: unknown, p: unknown): string {
	if (typeof difference !== 'number' || typeof p !== 'number') return '';
	return `${writePoints(difference)}, ${writeChance(p)}`;
}
