import { writeDay, type DatasetId } from '$lib/domain';
import type { Absence } from '$lib/server/warehouse';
import type { StateFacts } from './state-facts';

/** Says whose exports an answer does without because of their agreement; only of datasets that it rests on. */
export function absenceNotes({ absences }: Pick<StateFacts, 'absences'>, restsOn: DatasetId[]): string[] {
	const concerned = absences.filter(({ dataset }) => restsOn.includes(dataset));
	return [...Map.groupBy(concerned, ({ partner }) => partner).values()].map(sentence);
}

function sentence(some: (Absence & { name: string })[]): string {
	const [{ name, left_on, because }] = some as [Absence & { name: string }];
	const left = `${name}’s exports left these figures on ${writeDay(left_on)}`;
	if (because === 'agreement_not_begun') return `${left}: its sharing agreement has not begun.`;
	return `${left}, when its sharing agreement ended.`;
}
