import { encode, writeTable } from '../encode.ts';

/**
 * Exiters of the first quarter of 2015, without a header. Numbers from 900 on are never issued, so they are nobody's.
 * One has no number, one month is none, one number is too short, and one person stands twice in a month.
 */
const EXITERS = [
	['201501', '900110001'],
	['201501', '900-11-0002'],
	['201502', '900110003'],
	['201502', '999999999'],
	['201513', '900110004'],
	['201503', '90011000'],
	['201503', '900110099'],
	['201501', '900110001']
];

/** A state's file of those who left TANF in a quarter. */
export function tanfFraSample(): Map<string, Uint8Array> {
	const dialect = { encoding: 'utf-8', delimiter: ',', newline: '\r\n', quotesAll: false } as const;
	return new Map([['tanf_fra/exiters.csv', encode(writeTable(EXITERS, dialect), 'utf-8')]]);
}
