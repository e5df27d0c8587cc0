import { Refusal } from '$lib/domain';

/** Closed until a link is used: a program is told to come back in a day. */
const DAY_SECONDS = 24 * 60 * 60;

/** Too many failures: says how long to wait, and which ways are open meanwhile. */
export class WaitFirst extends Refusal {
	/** After how many seconds another attempt is judged. */
	readonly seconds: number;

	constructor(seconds: number) {
		super(
			'wait',
			`Too many passwords were tried. ${Number.isFinite(seconds) ? `Wait ${inWords(seconds)}` : 'Use another way'}.`,
			'A browser in which you signed in before is not held up by the failures of others: use that one, or ask an administrator for a one-time link.'
		);
		this.seconds = Number.isFinite(seconds) ? seconds : DAY_SECONDS;
	}
}

function inWords(seconds: number): string {
	return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
