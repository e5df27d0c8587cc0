import { writeDay } from '$lib/domain';

/** A moment in words, in the time of the whole world: "March 3, 2015, 14:05 UTC". */
export function writeMoment(at: string): string {
	return `${writeDay(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`;
}
