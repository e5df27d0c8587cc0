import { Refusal } from '$lib/domain';

/** Closed until a link is used: a program is told to come back in a day. */
const DAY_SECONDS = 24 * 60 * 60;

/** What was tried too often, and which way is open meanwhile. */
const TRIED = {
	password: {
		code: 'wait',
		many: 'Too many passwords were tried.',
		hint: 'A browser in which you signed in before is not held up by the failures of others: use that one, or ask an administrator for a one-time link.'
	},
	code: {
		code: 'wait_code',
		many: 'Too many wrong codes were entered for this account.',
		hint: 'A backup code lets you in now. If you have none, ask an administrator to take the second factor off.'
	},
	backup: {
		code: 'wait_code',
		many: 'Too many wrong backup codes were entered for this account.',
		hint: 'The code of your authenticator is not held up by that.'
	}
} as const;

/** Too many failures: says how long to wait, and which ways are open meanwhile. */
export class WaitFirst extends Refusal {
	/** After how many seconds another attempt is judged. */
	readonly seconds: number;

	constructor(seconds: number, tried: keyof typeof TRIED = 'password') {
		const { code, many, hint } = TRIED[tried];
		super(
			code,
			`${many} ${Number.isFinite(seconds) ? `Wait ${inWords(seconds)}` : 'Use another way'}.`,
			hint
		);
		this.seconds = Number.isFinite(seconds) ? seconds : DAY_SECONDS;
	}
}

function inWords(seconds: number): string {
	return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
