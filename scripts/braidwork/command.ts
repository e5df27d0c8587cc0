import type { ArgsDef } from 'citty';
import type { Actor } from '$lib/domain';
import type { About, Deed } from '$lib/server/audit';
import type { OpenHome } from '$lib/server/desk';
import type { Order } from './order';

/** What a command answers: a document for programs, words for people, and files that the caller writes. */
export interface Outcome {
	json: object;
	words: string;
	/** Printed in place of the words and of the document, when a format of its own was asked for. */
	raw?: string;
	files?: { path: string; content: Uint8Array }[];
	/** The answer stands, but it is not what was wanted: exit code 1. */
	failed?: boolean;
}

/** Where a command runs: the home, by its folder and (when opened) by what is in it. */
export interface Place {
	directory: string;
	home: OpenHome;
	now: Date;
	/** In whose name it is done: the operator's, or with `--as` somebody's. */
	actor: Actor;
	/** Writes down in the audit log what they did; returns once it is on the disk. */
	note(did: Deed, about?: About): Promise<void>;
	/** Says something on stderr while the work goes on. */
	tell(sentence: string): void;
	/** Says how far the work is. */
	progress(done: number, total: number, what: string): void;
}

/** How a command speaks while it works. */
export type Voice = Pick<Place, 'tell' | 'progress'>;

interface Declared {
	name: string;
	/** Positional arguments, in order; a name in square brackets may be missing, one with dots may be repeated. */
	takes: string[];
	options: ArgsDef;
	/** Options that may be given several times. */
	repeatable?: string[];
}

/** A command that works in an opened home: by itself, or through the server that holds the home. */
export interface HomeCommand extends Declared {
	place: 'home';
	/** Changes nothing and shows nobody's rows; any other command is written down, at least by its name. */
	isReading?: boolean;
	run(order: Order, place: Place): Promise<Outcome>;
}

/** A command that needs no opened home and always runs in its own process. */
export interface FreeCommand extends Declared {
	place: 'free';
	/** Whether it may run where no home exists yet. */
	withoutHome: boolean;
	run(order: Order, place: Pick<Place, 'directory' | 'now' | 'tell' | 'progress'>): Promise<Outcome>;
}

export type Command = HomeCommand | FreeCommand;

/** The options that every command has. */
export const EVERYWHERE: ArgsDef = {
	home: { type: 'string', valueHint: 'DIR', description: 'the home (default: $BRAIDWORK_HOME or ./home)' },
	as: {
		type: 'string',
		valueHint: 'EMAIL',
		description: 'in the name of this account: only what it may do on screen'
	},
	json: { type: 'boolean', description: 'one JSON document on stdout, nothing else' },
	help: { type: 'boolean', description: 'this page' }
};
