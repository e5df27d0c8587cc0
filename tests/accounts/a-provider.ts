import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** Whom the provider vouches for, and the mistake it makes. */
export interface Vouching {
	email: string;
	verified?: boolean;
	sub?: string;
	/** The ways in which they showed who they are (`amr`). */
	methods?: string[];
	/** Whether their address stands beside the id token alone (`userinfo`), and about whom that speaks. */
	aside?: string;
	mistake?: 'signature' | 'unsigned' | 'left out' | 'nonce' | 'audience' | 'issuer' | 'late' | 'denied';
}

/** An identity provider that runs in a process of its own on loopback. */
export interface TestProvider {
	issuer: string;
	vouchFor(person: Vouching): Promise<void>;
	stop(): void;
}

/** What the provider knows of this application. */
export const CLIENT = { clientId: 'braidwork-test', clientSecret: 'a secret of the test' };

/** Starts a provider and waits until it says where it is. */
export async function startProvider(): Promise<TestProvider> {
	const child: ChildProcess = spawn(process.execPath, [resolve('tests/accounts/provider-process.mjs')], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const issuer = await new Promise<string>((found, failed) => {
		child.stdout?.once('data', (piece) => found(String(piece).trim()));
		child.once('exit', () => failed(new Error('The provider ended before it began.')));
	});
	return {
		issuer,
		vouchFor: async (person) => {
			await fetch(`${issuer}/behave`, { method: 'POST', body: JSON.stringify(person) });
		},
		stop: () => void child.kill()
	};
}
