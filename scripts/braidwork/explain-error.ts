import { Refusal } from '$lib/domain';

const SYSTEM: Record<string, (path: string) => [code: string, message: string, hint: string]> = {
	ENOENT: (path) => ['not_found', `There is no file or folder ${path}.`, 'Check the name and the folder.'],
	ENOTDIR: (path) => ['not_a_folder', `${path} leads through a file.`, 'Give a path whose folders exist.'],
	EISDIR: (path) => ['is_a_folder', `${path} is a folder.`, 'Name a file in it.'],
	EACCES: (path) => [
		'no_permission',
		`This account may not use ${path}.`,
		'Ask for the right, or choose a folder of your own.'
	],
	EPERM: (path) => [
		'no_permission',
		`The system does not allow this at ${path}.`,
		'Choose a folder of your own.'
	],
	EROFS: (path) => [
		'no_permission',
		`${path} lies on a disk that cannot be written to.`,
		'Choose another folder.'
	],
	ENOSPC: (path) => [
		'disk_full',
		`The disk that holds ${path} is full.`,
		'Free some space and run the command again.'
	],
	EADDRINUSE: () => [
		'port_taken',
		'The port is taken by another program.',
		'Choose another with --port N, or stop that program.'
	]
};

/**
 * The sentence for an error that a person can do something about: one of our refusals (of any bundle in this
 * process, so the name decides), or what the system refused. Nothing for our own faults.
 */
export function explain(error: unknown): Refusal | null {
	if (!(error instanceof Error)) return null;
	if (error.name === 'Refusal') return error as Refusal;
	const { code = '', path = 'that place' } = error as NodeJS.ErrnoException;
	const words = SYSTEM[code]?.(path);
	return words ? new Refusal(...words) : null;
}
