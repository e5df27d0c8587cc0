import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Refusal, type Settings } from '$lib/domain';
import { UsageError, type Order } from '../order';

/** Where and how the application is served. */
export interface Reach {
	host: string;
	port: number;
	/** The address that people use, when it is another than the server's own. */
	origin: string | null;
	/** Texts of the certificate and its key. */
	tls: { cert: string; key: string } | null;
	proxy: Settings['server']['proxy'];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Days before its end from which on a certificate is spoken of at each start. */
const WARN_DAYS = 21;

/** How a home is to be reached, by what was typed and else by its settings. Refuses what would be reached unprotected. */
export function reachOf(
	order: Order,
	{ dir, settings, port }: { dir: string; settings: Settings; port: number }
): Reach {
	const { server, demo } = settings;
	const host = order.text('host') ?? '127.0.0.1';
	const reach: Reach = {
		host,
		port,
		origin: server.origin,
		tls: tlsOf(order, server.tls, dir),
		proxy: server.proxy
	};
	refuseUnprotected(reach, demo);
	return reach;
}

/** What is worth saying of a certificate: that it ends soon, has ended, or fits another name. */
export function remarksOn({ tls, origin }: Reach, now: Date): string[] {
	if (tls === null) return [];
	const certificate = new X509Certificate(tls.cert);
	const days = Math.floor((certificate.validToDate.getTime() - now.getTime()) / 86_400_000);
	const name = origin === null ? undefined : new URL(origin).hostname;
	return [
		...(days < 0 ? [`The certificate ended on ${certificate.validTo}; browsers will refuse it.`] : []),
		...(days >= 0 && days < WARN_DAYS
			? [`The certificate ends in ${days} days, on ${certificate.validTo}.`]
			: []),
		...(name !== undefined && !certificate.checkHost(name)
			? [`The certificate is not for ${name}; browsers will refuse it.`]
			: [])
	];
}

/** The port that was asked for; what is no number is wrong usage. */
export function portOf(order: Order): number {
	const text = order.text('port') ?? '4173';
	if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
	throw new UsageError(`--port cannot be "${text}".`, 'Write a number up to 65535, as in --port 4173.');
}

function tlsOf(order: Order, kept: Settings['server']['tls'], home: string): Reach['tls'] {
	const [cert, key] = [order.text('tls-cert'), order.text('tls-key')];
	if ((cert === undefined) !== (key === undefined))
		throw new UsageError('A certificate needs its key.', 'Give both --tls-cert and --tls-key, or neither.');
	if (cert !== undefined && key !== undefined) return readPair(order.path(cert), order.path(key));
	if (kept === null) return null;
	const inHome = (path: string) => (isAbsolute(path) ? path : join(home, path));
	return readPair(inHome(kept.cert), inHome(kept.key));
}

function readPair(certPath: string, keyPath: string): { cert: string; key: string } {
	const pair = { cert: textOf(certPath, 'certificate'), key: textOf(keyPath, 'key of the certificate') };
	let fits: boolean;
	try {
		fits = new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key));
	} catch (error) {
		throw wrongPair(`${certPath} or ${keyPath} is not readable as PEM (${(error as Error).message}).`);
	}
	if (!fits) throw wrongPair(`The key ${keyPath} does not belong to the certificate ${certPath}.`);
	return pair;
}

function textOf(path: string, what: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		throw wrongPair(`The ${what} cannot be read from ${path} (${(error as NodeJS.ErrnoException).code}).`);
	}
}

function wrongPair(message: string): Refusal {
	const hint =
		'Name a certificate (with its chain) and its key, both as PEM files that this account may read.';
	return new Refusal('wrong_certificate', message, hint);
}

/** A demo has no passwords, and passwords do not travel in the clear. */
function refuseUnprotected({ host, tls, proxy, origin }: Reach, demo: boolean): void {
	if (LOOPBACK.includes(host)) return;
	if (demo)
		throw notReachable(
			host,
			'a demo home has no passwords, so it may be reached from this machine only',
			`Leave out --host, or use one of ${LOOPBACK.join(', ')}.`
		);
	if (tls === null && proxy === null)
		throw notReachable(
			host,
			'passwords would travel in the clear',
			'Give --tls-cert and --tls-key, or name the proxy that speaks TLS in server.proxy of config.json.'
		);
	if (origin === null)
		throw notReachable(
			host,
			'nobody has said by which address people reach it',
			'Write it into server.origin of config.json, like https://braidwork.example.org.'
		);
}

function notReachable(host: string, why: string, hint: string): Refusal {
	return new Refusal('not_loopback', `Braidwork does not serve ${host}: ${why}.`, hint);
}
