import type { Line } from './page';

/** The lists that other rows refer to. */
export interface Known {
	populations: ReadonlySet<string>;
	services: ReadonlySet<string>;
	partners: ReadonlySet<string>;
	quarters: number;
}

/** A quarter's number; quarters count from 0. */
export function readQuarter(line: Line, name: string, { quarters }: Known): number {
	const quarter = line.number(name, { least: -Infinity, whole: true });
	if (quarter < 0 || (quarters > 0 && quarter >= quarters))
		line.wrong(`${name} ${quarter} is outside the plan, whose quarters are 0 to ${quarters - 1}.`);
	return quarter;
}
