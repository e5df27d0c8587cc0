import * as v from 'valibot';

/** A setting that is a whole number between two others, with a sentence for each way to miss it. */
export const Whole = (what: string, least: number, most: number) =>
	v.pipe(
		v.number(`${what} must be a whole number.`),
		v.integer(`${what} must be a whole number.`),
		v.minValue(least, `${what} must be ${least} or more.`),
		v.maxValue(most, `${what} must be ${most} or less.`)
	);
