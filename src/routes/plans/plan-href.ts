/** The address of a scenario; with its state it gives the same answer for ever. */
export function planHref({ text, state }: { text: string; state: number | null }, path = '/plans'): string {
	const query = [state === null ? '' : `state=${state}`, text].filter(Boolean).join('&');
	return query ? `${path}?${query}` : path;
}
