import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { createTransport } from 'nodemailer';
import { Refusal } from '$lib/domain';
import { checkedEmail } from '../members';
import type { AccountBook, Accounts } from '../open-accounts';
import { keepRule, readRule } from './rules';

/** The server that takes our mail (SMTP). */
export interface MailServer {
	host: string;
	port: number;
	/** Whether the connection is enciphered from its first byte; otherwise it is as soon as the server offers it. */
	isSecure: boolean;
	/** Empty where the server asks for no name. */
	user: string;
	password: string;
	/** Whom our mail is from. */
	from: string;
}

const RULE = 'mail';
const PATIENCE_MS = 10_000;

/** What may be shown of the mail server: all but its password. */
export function shownMailServer(book: AccountBook): Omit<MailServer, 'password'> | null {
	const kept = readRule(book, RULE);
	if (!isKept(kept)) return null;
	const { host, port, isSecure, user, from } = kept;
	return { host, port, isSecure, user, from };
}

/** Sets the mail server up after greeting it; an empty password keeps the one there is, `null` takes the server away. */
export async function saveMailServer(accounts: Accounts, wanted: MailServer | null): Promise<void> {
	if (wanted === null) return keepRule(accounts, RULE, null);
	const password = wanted.password || (await readMailServer(accounts))?.password || '';
	const server = { ...wanted, host: wanted.host.trim(), from: checkedEmail(wanted.from), password };
	if (server.host === '' || !Number.isInteger(server.port) || server.port < 1 || server.port > 65535)
		throw new Refusal(
			'bad_mail',
			'The name or the port of the mail server is missing.',
			'The port is mostly 587 or 465.'
		);
	await greet(server);
	const data = await symmetricEncrypt({ key: accounts.key, data: password });
	keepRule(accounts, RULE, { ...server, password: data });
}

/** Sends one letter in plain text; false where no server is set up, or it does not take the letter. */
export async function sendMail(
	accounts: Accounts,
	letter: { to: string; subject: string; text: string }
): Promise<boolean> {
	const server = await readMailServer(accounts);
	if (!server) return false;
	try {
		await transportOf(server).sendMail({ from: server.from, ...letter });
		return true;
	} catch {
		return false;
	}
}

async function readMailServer({ key, ...book }: Accounts): Promise<MailServer | null> {
	const kept = readRule(book, RULE);
	return isKept(kept) ? { ...kept, password: await symmetricDecrypt({ key, data: kept.password }) } : null;
}

function isKept(kept: unknown): kept is MailServer {
	return typeof kept === 'object' && kept !== null && 'host' in kept && 'password' in kept;
}

async function greet(server: MailServer): Promise<void> {
	try {
		await transportOf(server).verify();
	} catch (error) {
		const said = error instanceof Error ? error.message.slice(0, 200) : 'nothing';
		throw new Refusal(
			'bad_mail',
			`The mail server at ${server.host} did not take us in: ${said}`,
			'Look at its name, port, user and password.'
		);
	}
}

/** A password goes over an enciphered line only. */
function transportOf({ host, port, isSecure, user, password }: MailServer) {
	return createTransport({
		host,
		port,
		secure: isSecure,
		requireTLS: !isSecure && user !== '',
		auth: user === '' ? undefined : { user, pass: password },
		connectionTimeout: PATIENCE_MS,
		greetingTimeout: PATIENCE_MS,
		socketTimeout: PATIENCE_MS
	});
}
