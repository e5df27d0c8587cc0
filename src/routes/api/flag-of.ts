import { Refusal } from '$lib/domain';

/** What an address or a form says, by name. */
interface Said {
	get(name: string): string | null | undefined;
}

/** Whether a part of an address or form is `true`; left out it is `usual`, and whatever else it says is refused. */
export function flagOf(said: Said, name: string, usual: boolean): boolean {
	const asked = said.get(name);
	if (asked === null || asked === undefined) return usual;
	if (asked === 'true' || asked === 'false') return asked === 'true';
	throw new Refusal(
		'wrong_flag',
		`${name}=${asked.slice(0, 40)} says neither yes nor no.`,
		`Leave it out, or write ${name}=true or ${name}=false.`
	);
}
