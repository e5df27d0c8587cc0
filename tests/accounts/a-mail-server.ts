import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A letter as it arrived. */
export interface Letter {
	from: string;
	to: string;
	text: string;
}

/** A mail server on loopback that speaks as much of SMTP (RFC 5321) as a letter needs, without encipherment. */
export interface TestMailServer {
	port: number;
	letters: Letter[];
	stop(): void;
}

/** Starts a mail server and waits until it listens. */
export async function startMailServer(): Promise<TestMailServer> {
	const letters: Letter[] = [];
	const server = createServer((socket) => converse(socket, letters));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return { port: (server.address() as AddressInfo).port, letters, stop: () => void server.close() };
}

/** It has no encryption, and says so as servers do. */
function answerTo(line: string): string {
	if (/^DATA/i.test(line)) return '354 go on';
	if (/^STARTTLS/i.test(line)) return '454 no encryption here';
	return /^QUIT/i.test(line) ? '221 bye' : '250 fine';
}

function converse(socket: Socket, letters: Letter[]): void {
	let letter: Letter = { from: '', to: '', text: '' };
	let isText = false;
	let rest = '';
	socket.write('220 test\r\n');
	socket.on('error', () => socket.destroy());
	socket.on('data', (piece) => {
		const lines = (rest + String(piece)).split('\r\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			if (isText && line !== '.') letter.text += `${line}\n`;
			else if (isText) {
				letters.push(letter);
				letter = { from: '', to: '', text: '' };
				isText = false;
				socket.write('250 taken\r\n');
			} else {
				letter.from = /^MAIL FROM:<([^>]*)>/i.exec(line)?.[1] ?? letter.from;
				letter.to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? letter.to;
				isText = /^DATA/i.test(line);
				socket.write(`${answerTo(line)}\r\n`);
			}
		}
	});
}
