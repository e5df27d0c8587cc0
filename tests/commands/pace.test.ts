import { createServer, request as ask, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { keepPace, type Pace } from '../../scripts/braidwork/serve/pace';

/** The same rules as when serving, a hundred times faster. */
const QUICK: Pace = {
	leastBytes: 500,
	spanMs: 100,
	patience: 2,
	patienceReading: 5,
	perConnection: 4,
	perAddress: 5
};

let server: Server;

afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** Takes a body as it comes and answers how long it was; `delayMs` stands for work before it is read. */
async function start(pace: Pace, delayMs = 0): Promise<number> {
	server = createServer((request, response) => {
		let bytes = 0;
		setTimeout(() => request.on('data', (piece: Buffer) => (bytes += piece.length)), delayMs);
		request.on('end', () => response.end(String(bytes)));
	});
	keepPace(server, pace);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return (server.address() as AddressInfo).port;
}

/** Sends so many bytes every so often; answers the status, or 0 when the connection was cut before one came. */
function send(
	port: number,
	{ bytes, everyMs, times }: { bytes: number; everyMs: number; times: number }
): Promise<number> {
	return new Promise((done) => {
		const call = ask({ port, method: 'POST', host: '127.0.0.1' }, (answer) => {
			answer.resume();
			clearInterval(timer);
			done(answer.statusCode ?? 0);
		});
		call.on('error', () => done(0));
		let sent = 0;
		const timer = setInterval(() => {
			if (sent++ < times) return call.write(Buffer.alloc(bytes));
			clearInterval(timer);
			return call.end();
		}, everyMs);
	});
}

describe('a visitor', () => {
	it('who keeps a body open with hardly a byte is cut, and told why', async () => {
		const port = await start(QUICK);
		const began = Date.now();
		expect(await send(port, { bytes: 1, everyMs: 20, times: 500 })).toBe(408);
		expect(Date.now() - began).toBeLessThan(3000);
	});

	it('who sends slowly and steadily is let through, however long it takes', async () => {
		const port = await start({ ...QUICK, spanMs: 400, patience: 3 });
		expect(await send(port, { bytes: 400, everyMs: 40, times: 60 })).toBe(200);
	});

	it('whose upload waits for us is not called slow', async () => {
		const port = await start(QUICK, 800);
		expect(await send(port, { bytes: 300_000, everyMs: 10, times: 10 })).toBe(200);
	});

	it('who does not take the answer is cut, and who takes it slowly is not', async () => {
		server = createServer((_, response) => response.end(Buffer.alloc(60 * 1024 * 1024)));
		keepPace(server, QUICK);
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const { port } = server.address() as AddressInfo;
		const reader = (takes: boolean) => {
			const socket = connect(port, '127.0.0.1').on('error', () => undefined);
			let taken = 0;
			socket.on('data', (piece: Buffer) => {
				taken += piece.length;
				socket.pause();
				if (takes) setTimeout(() => socket.resume(), 1);
			});
			socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
			return { socket, taken: () => taken };
		};
		const open = () => new Promise<number>((done) => server.getConnections((_, count) => done(count)));
		const stuck = reader(false);
		await expect.poll(open, { timeout: 2000 }).toBe(1);
		await expect.poll(open, { timeout: 5000 }).toBe(0);
		const slow = reader(true);
		await expect.poll(slow.taken, { timeout: 30_000 }).toBeGreaterThan(16 * 1024 * 1024);
		expect(slow.socket.destroyed).toBe(false);
		for (const { socket } of [stuck, slow]) socket.destroy();
	}, 60_000);

	it('who sends on without waiting for answers is cut, and who asks one after another is not', async () => {
		server = createServer((_, response) => void setTimeout(() => response.end('x'), 5));
		keepPace(server, QUICK);
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const { port } = server.address() as AddressInfo;
		const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
		const hasty = connect(port, '127.0.0.1').on('error', () => undefined);
		hasty.write(request.repeat(50));
		await expect.poll(() => hasty.destroyed || hasty.readyState === 'closed').toBe(true);
		const patient = connect(port, '127.0.0.1').on('error', () => undefined);
		for (let turn = 0; turn < 20; turn += 1) {
			patient.write(request);
			await new Promise((answered) => patient.once('data', answered));
		}
		expect(patient.destroyed).toBe(false);
		patient.destroy();
	});

	it('who opens very many connections gets no more of them, and others still do', async () => {
		const port = await start(QUICK);
		const sockets = Array.from({ length: 12 }, () => connect(port, '127.0.0.1'));
		for (const socket of sockets) socket.on('error', () => undefined);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(sockets.filter((socket) => !socket.destroyed)).toHaveLength(5);
		const other = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
		other.on('error', () => undefined);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(other.destroyed).toBe(false);
		for (const socket of [...sockets, other]) socket.destroy();
	});
});
