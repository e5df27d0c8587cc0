import { codeLabel, dataset } from '$lib/catalog';
import { writeDay, type DatasetId } from '$lib/domain';
import { datasetsOfPeople, type Absence } from '$lib/server/warehouse';
import type { StateFacts } from './state-facts';

type NamedAbsence = Absence & { name: string };

/** Says whose exports, and which people, an answer does without because of an agreement; only where it rests on them. */
export function absenceNotes(
	{ absences, populations, partners }: Pick<StateFacts, 'absences' | 'populations' | 'partners'>,
	restsOn: DatasetId[]
): string[] {
	const concerned = absences.filter(({ dataset }) => restsOn.includes(dataset));
	const ofPeople = datasetsOfPeople().some((id) => restsOn.includes(id));
	const counted = ofPeople ? partners.filter(({ partner }) => populations.has(partner)) : [];
	return [
		...[...Map.groupBy(concerned, ({ partner }) => partner).values()].flatMap(sentences),
		...counted.map(({ partner, name }) => peopleCounted(name, populations.get(partner) ?? []))
	];
}

function sentences(some: NamedAbsence[]): string[] {
	const whole = some.find(({ because }) => because !== 'dataset_not_agreed');
	if (whole) return [exportsLeft(whole)];
	return some.map(
		({ name, left_on, dataset: id }) =>
			`${dataset(id).title} of ${name} left these figures on ${writeDay(left_on)}: its sharing agreement no longer includes them.`
	);
}

function exportsLeft({ name, left_on, because }: NamedAbsence): string {
	const left = `${name}’s exports left these figures on ${writeDay(left_on)}`;
	if (because === 'agreement_not_begun') return `${left}: its sharing agreement has not begun.`;
	return `${left}, when its sharing agreement ended.`;
}

function peopleCounted(name: string, codes: string[]): string {
	const populations = codes.map((code) => codeLabel('populations', code)).join(', ');
	return `Of the people of ${name}, only these are counted, as its sharing agreement says: ${populations}.`;
}
