/** Parts of the address that choose what is shown; the day and the cell are put beside them as they change. */
const KEPT = [
	'view',
	'state',
	'population',
	'partner',
	'service',
	'status',
	'award',
	'stale',
	'standing',
	'sort'
] as const;

/** Parts of the address that a form does not ask for itself and sends on. */
export function keptParts(query: URLSearchParams, names: readonly string[] = KEPT): [string, string][] {
	return names.flatMap((name) => {
		const value = query.get(name);
		return value ? [[name, value] as [string, string]] : [];
	});
}

/** The address of the same view with some parts changed; an empty part is left out. */
export function sameView(query: URLSearchParams, changes: Record<string, string | undefined>): string {
	const next = new URLSearchParams(query);
	for (const [name, value] of Object.entries(changes)) {
		if (value) next.set(name, value);
		else next.delete(name);
	}
	const text = next.toString();
	return text ? `/matrix?${text}` : '/matrix';
}

/** A place of the grid as one part of an address: service, population, partner. Codes have no dots, partners may. */
export function writePlace(place: { service: string; population: string; partner: string }): string {
	return [place.service, place.population, place.partner].join('.');
}

/** The place that an address names, or nothing. */
export function readPlace(
	text: string | null
): { service: string; population: string; partner: string } | null {
	const [, service, population, partner] = /^([a-z_]+)\.([a-z_]+)\.(.+)$/s.exec(text ?? '') ?? [];
	return service && population && partner ? { service, population, partner } : null;
}
