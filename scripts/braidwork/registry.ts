import type { Command } from './command';

/** Every command with what it does, in the order of a quarter's walk. Its work lies in the file of its name. */
export const COMMANDS: Record<string, string> = {
	init: 'make a home',
	serve: 'the web application',
	read: 'say what intake sees in a file; nothing is kept',
	load: 'receive, check and (with --publish) publish files or a folder of them',
	submissions: 'list what was received, with status and row counts',
	publish: 'publish a checked submission; makes the next state',
	withdraw: 'take a published submission back; makes the next state',
	states: 'list the published states: number, time, who, what changed',
	measures: 'list the catalogue of measures',
	measure: 'print one safe table',
	figure: 'write the figure that the screen shows: svg, png, csv or docx, by the extension',
	brief: 'list the briefs of the meetings; with --date print one, or write it for Word',
	matrix: 'print the service matrix of a day: who may pay for what, and until when',
	plan: 'solve a plan document: who pays what for whom, with proof that no plan is better',
	retention: 'say what is past the retention of the agreements, and with --run remove it',
	user: 'accounts: add EMAIL, role EMAIL ROLE, disable EMAIL, enable EMAIL, reset EMAIL, list',
	token: 'keys of programs to /api/v1: add EMAIL, revoke ID, list',
	backup: 'copy the home whole into a new folder, also while it is served',
	restore: 'put a backup back as a home, verified',
	audit: 'print the audit log: who did what, and when',
	check: 'verify every invariant of the home and say what is wrong'
};

const files = import.meta.glob<Command>('./commands/*.ts', { import: 'default' });

/** The command of this name; only then are the rooms that it needs loaded. */
export async function findCommand(name: string): Promise<Command | null> {
	return Object.hasOwn(COMMANDS, name) ? ((await files[`./commands/${name}.ts`]?.()) ?? null) : null;
}
