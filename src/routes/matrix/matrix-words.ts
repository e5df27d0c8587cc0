import { codeLabel, codeList } from '$lib/catalog';
import type { Partner } from '$lib/domain';
import type { Matrix, OpenHome } from '$lib/server/desk';
import { partners } from '$lib/server/intake';

/** Something that can be chosen, with its plain word. */
export interface Labeled {
	value: string;
	label: string;
}

/** The plain words for everything that a matrix names by code, in the order in which they are shown. */
export interface MatrixNames {
	services: Labeled[];
	populations: Labeled[];
	/** Partners that offer something, in the partnership's order; those that only stand in lines come last. */
	partners: Labeled[];
	/** Partners that filed lines. */
	filers: Labeled[];
	awards: Labeled[];
}

/** The names in a matrix. */
export async function namesIn(
	w: OpenHome['warehouse'],
	{ lines }: Pick<Matrix, 'lines'>
): Promise<MatrixNames> {
	const known = await partners(w);
	const awards = new Map(
		lines.flatMap(({ award_id, award }) => (award_id ? [[award_id, award?.name ?? award_id]] : []))
	);
	return {
		services: labelsOf('services'),
		populations: labelsOf('populations'),
		partners: named(
			lines.map(({ offering_partner }) => offering_partner),
			known
		),
		filers: named(
			lines.map(({ partner }) => partner),
			known
		),
		awards: [...awards].map(([value, label]) => ({ value: value ?? '', label: label ?? '' })).sort(byLabel)
	};
}

/** The codes of a list with their plain words. */
export function labelsOf(list: string): Labeled[] {
	return codeList(list).codes.map(({ code, label }) => ({ value: code, label }));
}

function named(ids: string[], known: readonly Partner[]): Labeled[] {
	const asked = new Set(ids);
	const inOrder = known.filter(({ partner }) => asked.has(partner));
	const strangers = [...asked].filter((id) => !known.some(({ partner }) => partner === id)).sort();
	return [
		...inOrder.map(({ partner, name }) => ({ value: partner, label: name })),
		...strangers.map((id) => ({ value: id, label: id }))
	];
}

function byLabel(one: Labeled, other: Labeled): number {
	return one.label < other.label ? -1 : 1;
}

/** The plain word for a code of a line. */
export function wordFor(
	list: 'services' | 'populations' | 'offering_status' | 'cap_period',
	code: string
): string {
	return codeLabel(list, code);
}
