/** Everything that is written down of what people do, in the words that the log shows. */
export const DEEDS = [
	'signed in',
	'signed out',
	'could not sign in',
	'was refused',
	'saw rows',
	'filed',
	'filed again',
	'published',
	'withdrew',
	'answered questions',
	'changed a matching',
	'tried a matching',
	'cancelled a loading',
	'downloaded the original',
	'downloaded findings',
	'exported a figure',
	'made a brief',
	'wrote on a brief',
	'exported a brief',
	'kept a scenario',
	'removed a scenario',
	'exported a plan',
	'exported a layout',
	'changed the matrix',
	'exported the matrix',
	'exported the audit log',
	'exported pairs of persons',
	'changed settings',
	'changed a partner',
	'changed an agreement',
	'kept to the agreements',
	'removed what was past its retention',
	'changed an account',
	'changed a right',
	'made a token',
	'ended a token',
	'made a home',
	'made a backup',
	'restored a backup',
	'took on a role of the demo',
	'sent a change',
	'ran a command',
	'found a line cut short',
	'found the log cut or changed'
] as const;

/** One of the things that are written down. */
export type Deed = (typeof DEEDS)[number];

/** The things that an entry may name, each by an id of ours: never by a name, a value or the name of a file. */
export type About = { [Kind in TextKind]?: string | null } & { [Kind in NumberKind]?: number | null } & {
	/** The names of settings. */
	settings?: string[];
	/** The ids of the partners that somebody may see. */
	partners?: string[];
};

type TextKind =
	| 'submission'
	| 'offering'
	| 'partner'
	| 'dataset'
	| 'period'
	| 'measure'
	| 'format'
	| 'brief'
	| 'scenario'
	| 'status'
	| 'account'
	| 'change'
	| 'token'
	| 'role'
	| 'command'
	| 'method'
	| 'route';

type NumberKind =
	'state' | 'answer' | 'entries' | 'expected' | 'rows' | 'identifiers' | 'originals' | 'times';

/** What an id looks like; it begins with neither a sign that a spreadsheet would take for a formula nor a space. */
const ID = /^[a-z0-9/[][\w.@+/:[\]-]{0,159}$/i;

/** The nine digits of a social security number, however they are written. */
const NUMBER_OF_A_PERSON = /(^|[^\d])\d{3}[- .]?\d{2}[- .]?\d{4}([^\d]|$)/;

/** What an entry is about, as one line: `submission county.needs.2014Q1.1f2e3d4c, state 4`. What is no id is left out and said. */
export function sayAbout(about: About): string {
	return Object.entries(about)
		.flatMap(([kind, value]) => {
			const values = (Array.isArray(value) ? value : [value]).filter(
				(one) => one !== undefined && one !== null
			);
			return values.length === 0 ? [] : [`${kind} ${values.map(idOrNothing).join(' ')}`];
		})
		.join(', ');
}

function idOrNothing(value: string | number): string {
	if (typeof value === 'number') return String(value);
	return ID.test(value) && !NUMBER_OF_A_PERSON.test(value) ? value : '(not an id)';
}
