import { Refusal } from '$lib/domain';
import { easilyGuessed, type Guess } from './easily-guessed';

/** NIST SP 800-63B-4, 3.1.1.2: 15 characters where the password is all there is, 8 beside a second factor. */
const LEAST_ALONE = 15;
const LEAST_BESIDE = 8;
const MOST = 256;

/** What a password must not be built from, and what stands beside it. */
export interface PasswordPlace {
	/** The email, the name, the partnership: what a guesser tries first. */
	near: string[];
	hasSecondFactor: boolean;
}

/** How long a password has to be. */
export function leastLength(hasSecondFactor: boolean): number {
	return hasSecondFactor ? LEAST_BESIDE : LEAST_ALONE;
}

/** Refuses a password that is too short or easily guessed. Nothing is said about which characters it is made of. */
export function checkPassword(password: string, place: PasswordPlace): void {
	const length = [...password.normalize('NFC')].length;
	const least = leastLength(place.hasSecondFactor);
	if (length < least)
		throw new Refusal(
			'short_password',
			`The password has ${length} characters; it needs ${least} or more.`,
			'Four or five words that do not belong together are long enough and easy to keep in mind.'
		);
	if (password.length > MOST)
		throw new Refusal('long_password', 'The password is very long.', `Use ${MOST} characters at most.`);
	const guess = easilyGuessed(password, place.near);
	if (guess)
		throw new Refusal('guessed_password', WHY[guess], 'Take four or five words that do not belong together.');
}

const WHY: Record<Guess, string> = {
	listed: 'This password stands in lists that guessers try first.',
	near: 'This password is made of your name, your email, the partnership or Braidwork.',
	repeated: 'This password repeats a few characters.',
	sequence: 'This password follows the alphabet, the digits or a row of keys.'
};
