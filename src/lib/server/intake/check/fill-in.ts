/** The sentence of a rule with its places filled in; `{count|row|rows}` is the number and the word that goes with it. */
export function fillIn(text: string, places: Record<string, string | number | null | undefined>): string {
	const number = (place: string) => Number(places[place] ?? 0).toLocaleString('en-US');
	return text
		.replace(
			/\{(\w+)\|([^|}]*)\|([^}]*)\}/g,
			(_, place: string, one: string, many: string) => `${number(place)} ${places[place] === 1 ? one : many}`
		)
		.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place] ?? ''));
}
