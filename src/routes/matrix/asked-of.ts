/** The state and the day that an address names, as far as it names them. */
export function askedOf({ searchParams }: URL): { state?: number; day?: string } {
	const [state, day] = [searchParams.get('state'), searchParams.get('on')];
	return { ...(state && { state: Number(state) }), ...(day && { day }) };
}
