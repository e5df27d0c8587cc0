import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstSettings } from '$lib/server/desk';
import { COMMANDS } from '../../scripts/braidwork/registry';

const FOLDER = 'scripts/deploy';
const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const UNITS = ['braidwork.service', 'braidwork-backup.service', 'braidwork-backup.timer'];

describe('the page on installing for real', () => {
	it('names every file beside it, and none that is not there', () => {
		const named = [...text('README.md').matchAll(/^\| `([\w.-]+)`/gm)].map(([, name]) => name);
		expect(named.sort()).toEqual(
			readdirSync(FOLDER)
				.filter((name) => name !== 'README.md')
				.sort()
		);
	});

	it('gives only commands that there are', () => {
		const given = [...text('README.md').matchAll(/(?:-u|exec|init) braidwork braidwork ([a-z]+)/g)];
		const names = new Set(given.map(([, name]) => name ?? ''));
		expect([...names].sort()).toEqual(['backup', 'check', 'init', 'restore']);
		expect([...names].filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
	});
});

describe('the units', () => {
	it('keep the server out of everything but the home and the backups', () => {
		for (const name of ['braidwork.service', 'braidwork-backup.service'])
			for (const line of [
				'NoNewPrivileges=yes',
				'ProtectSystem=strict',
				'User=braidwork',
				'CapabilityBoundingSet=',
				'LimitCORE=0',
				'UMask=0077'
			])
				expect(text(name).split('\n')).toContain(line);
	});

	it.skipIf(!existsSync('/usr/bin/systemd-analyze'))('are understood by systemd', () => {
		const place = mkdtempSync(join(tmpdir(), 'braidwork-units-'));
		try {
			// The program is not installed where the units expect it; everything else must be right.
			for (const name of UNITS)
				writeFileSync(
					join(place, name),
					text(name).replaceAll('/opt/braidwork/node_modules/.bin/node', process.execPath)
				);
			const said = execFileSync(
				'/usr/bin/systemd-analyze',
				['verify', ...UNITS.map((name) => join(place, name))],
				{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
			);
			expect(said).toBe('');
		} finally {
			rmSync(place, { recursive: true, force: true });
		}
	});
});

describe('the proxy', () => {
	it('lets the largest upload through, streamed, under the name that people typed', () => {
		const example = text('nginx.conf.example');
		const most = Number(/client_max_body_size (\d+)m;/.exec(example)?.[1]);
		expect(most).toBeGreaterThan(firstSettings(false).upload_limit_mb);
		for (const line of ['proxy_request_buffering off;', 'proxy_set_header Host $host;'])
			expect(example).toContain(line);
	});

	it('is understood by the nginx that Debian ships, which knows no directive http2', () => {
		const example = text('nginx.conf.example');
		expect(example).toContain('listen 443 ssl http2;');
		expect(example).not.toMatch(/^\s*http2 /m);
	});

	it('writes no one-time link and no code of the provider into its log', () => {
		const example = text('nginx.conf.example');
		const patterns = [...example.matchAll(/^\t~\*(\S+) 0;$/gm)].map(
			([, pattern = '']) => new RegExp(pattern, 'i')
		);
		const isLogged = (path: string) => !patterns.some((pattern) => pattern.test(path));
		for (const path of ['/invitation/x', '/invitation/x/__data.json', '/sign-in/provider/callback/county'])
			expect([path, isLogged(path)]).toEqual([path, false]);
		for (const path of ['/', '/sign-in', '/users', '/api/v1/states']) expect(isLogged(path)).toBe(true);
		// `$uri` is decoded, so that no other spelling of the path gets by.
		expect(example).toContain('map $uri $braidwork_is_logged');
		expect(example).toMatch(/access_log \S+ combined if=\$braidwork_is_logged;/);
		expect(example).toMatch(/error_log \S+ crit;/);
	});
});
