import type { Known } from '../map-columns';

/** The choice that rows with a code are left out, and the one that the code counts as an empty cell. No code has a hyphen. */
export const LEAVE_OUT = 'leave-out';
export const LEAVE_EMPTY = 'leave-empty';

/** What the sender's codes of a column mean. */
export interface TheirCodes {
	/** Their code -> ours; '' for an empty cell. */
	codes: Record<string, string>;
	/** Their codes whose rows are left out. */
	leftOut: string[];
}

/** Their codes of a column: from the format, then from answers like `code.service.Kita=child_care`. */
export function codesOf({ format, given, remembered }: Known, column: string): TheirCodes {
	const prefix = `code.${column}.`;
	const before = Object.entries(remembered).map(([code, { choice }]) => [code, choice] as const);
	const answered = [...before, ...Object.entries(given)]
		.filter(([code]) => code.startsWith(prefix))
		.map(([code, choice]) => [code.slice(prefix.length).toLowerCase(), choice] as const);
	const declared = Object.entries(format.codes[column] ?? {});
	const all = new Map([
		...declared.map(([theirs, ours]) => [theirs.toLowerCase(), ours] as const),
		...answered
	]);
	const codes = [...all].filter(([, choice]) => choice !== LEAVE_OUT);
	return {
		codes: Object.fromEntries(codes.map(([theirs, ours]) => [theirs, ours === LEAVE_EMPTY ? '' : ours])),
		leftOut: [...all].flatMap(([theirs, choice]) => (choice === LEAVE_OUT ? [theirs] : []))
	};
}
