import { Refusal } from '$lib/domain';

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
}
