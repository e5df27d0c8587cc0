import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';
import type { OpenHome } from './open-home';
import { changeSettings } from './open-home';
import { writeWhole } from './write-whole';

const LARGEST_LOGO = 1024 * 1024;

/** Kinds of picture by their first bytes (PNG 1.2 section 3.1; JFIF 1.02; WebP container). SVG is none of them: it can carry script. */
const KINDS = [
	{ file: 'logo.png', type: 'image/png', fits: (bytes: Buffer) => starts(bytes, '89504e470d0a1a0a') },
	{ file: 'logo.jpg', type: 'image/jpeg', fits: (bytes: Buffer) => starts(bytes, 'ffd8ff') },
	{
		file: 'logo.webp',
		type: 'image/webp',
		fits: (bytes: Buffer) => starts(bytes, '52494646') && bytes.toString('latin1', 8, 12) === 'WEBP'
	}
];

/** Keeps the partnership's logo in the home. Refuses what is not a PNG, JPEG or WebP picture of at most 1 MB. */
export async function saveLogo(home: OpenHome, content: Uint8Array): Promise<string> {
	const bytes = Buffer.from(content);
	const kind = KINDS.find((candidate) => candidate.fits(bytes));
	if (!kind) throw wrongLogo('The logo is not a PNG, JPEG or WebP picture.');
	if (bytes.length > LARGEST_LOGO) throw wrongLogo('The logo is larger than 1 MB.');
	writeWhole(join(home.dir, kind.file), bytes);
	const old = home.settings.logo;
	await changeSettings(home, { logo: kind.file });
	if (old && old !== kind.file) rmSync(join(home.dir, old), { force: true });
	return kind.file;
}

/** The partnership's logo with its media type; null when there is none. */
export function readLogo(home: OpenHome): { bytes: Uint8Array; type: string } | null {
	const kind = KINDS.find((candidate) => candidate.file === home.settings.logo);
	const path = kind && join(home.dir, kind.file);
	if (!path || !existsSync(path)) return null;
	return { bytes: readFileSync(path), type: kind.type };
}

function starts(bytes: Buffer, hex: string): boolean {
	return bytes.subarray(0, hex.length / 2).toString('hex') === hex;
}

function wrongLogo(message: string): Refusal {
	return new Refusal('wrong_logo', message, 'Choose a PNG, JPEG or WebP picture of at most 1 MB.');
}
