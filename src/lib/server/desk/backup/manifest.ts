import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Refusal } from '$lib/domain';
import { writeWhole } from '../write-whole';

/** One file of a backup: its path in the home, and what its bytes are. */
export interface KeptFile {
	path: string;
	bytes: number;
	sha256: string;
}

/** What a backup says of itself. */
export interface Manifest {
	/** Of this document; raised when an older Braidwork could not restore by it. */
	version: 1;
	made_at: string;
	/** Version of the tables in it, and the latest state that they hold. */
	schema_version: number;
	state: number;
	/** Whether the secret that keys the hashes is in the backup, and by what it is known again. */
	secret: 'inside' | 'outside';
	secret_print: string | null;
	files: KeptFile[];
}

const NAME = 'manifest.json';
const SUM = `${NAME}.sha256`;

/** A path stays in the home, whoever wrote the manifest. */
const Inside = v.pipe(
	v.string(),
	v.regex(/^[^/\\\0]+(\/[^/\\\0]+)*$/),
	v.check((path) => path.split('/').every((part) => part !== '..' && part !== '.'))
);

const Sum = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const Schema = v.object({
	version: v.literal(1),
	made_at: v.pipe(v.string(), v.isoTimestamp()),
	schema_version: Count,
	state: Count,
	secret: v.picklist(['inside', 'outside']),
	secret_print: v.nullable(v.string()),
	files: v.array(v.object({ path: Inside, bytes: Count, sha256: Sum }))
});

/** Where the files of the home lie in a backup. */
export function homeIn(backup: string): string {
	return join(backup, 'home');
}

/** Writes what a backup says of itself, with a sum in the form of sha256sum beside it. */
export function writeManifest(backup: string, manifest: Manifest): void {
	const text = `${JSON.stringify(manifest, null, '\t')}\n`;
	writeWhole(join(backup, SUM), `${sumOf(text)}  ${NAME}\n`);
	writeWhole(join(backup, NAME), text);
}

/** What a backup says of itself. Refuses a folder that is no backup, a damaged one, and one of a newer version. */
export function readManifest(backup: string): Manifest {
	const path = join(backup, NAME);
	if (!existsSync(path)) throw noBackup(backup);
	const text = readFileSync(path, 'utf8');
	const sum = existsSync(join(backup, SUM)) ? readFileSync(join(backup, SUM), 'utf8').slice(0, 64) : '';
	if (sum !== sumOf(text)) throw damagedBackup(backup, `${NAME} is not as it was written`);
	const stored = JSON.parse(text) as { version?: unknown };
	if (typeof stored.version === 'number' && stored.version > 1) throw newerBackup(stored.version);
	const read = v.safeParse(Schema, stored);
	if (!read.success) throw damagedBackup(backup, `${NAME} cannot be read`);
	return read.output;
}

/** What we say of a backup that is not as it was written; `what` names the file. */
export function damagedBackup(backup: string, what: string): Refusal {
	return new Refusal(
		'damaged_backup',
		`The backup at ${backup} is damaged: ${what}. Nothing was restored.`,
		'Restore another backup. The files of this one that are not damaged can still be read by hand.'
	);
}

function noBackup(backup: string): Refusal {
	const hint = 'Name the folder that `braidwork backup` made; it has a manifest.json.';
	return new Refusal('no_backup', `There is no backup at ${backup}.`, hint);
}

function newerBackup(version: number): Refusal {
	return new Refusal(
		'newer_backup',
		`This backup was made by a newer Braidwork (manifest of version ${version}, this one knows 1).`,
		'Use the newer Braidwork to restore it.'
	);
}

function sumOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
