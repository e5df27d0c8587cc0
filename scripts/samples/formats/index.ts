import { hmisSamples } from './hmis.ts';
import { hsdsSamples } from './hsds.ts';
import { pirlSample } from './pirl.ts';
import { tanfFraSample } from './tanf-fra.ts';

/** A small file of each outside standard, by its path in data/samples/formats; `load data/samples` passes them over. */
export function makeFormatSamples(): Map<string, Uint8Array> {
	return new Map([...pirlSample(), ...hmisSamples(), ...hsdsSamples(), ...tanfFraSample()]);
}
