import type { Finding } from './finding';
import { whyFalse } from './known-false';

/** One line of the table at the end. */
export interface Tried {
	tool: string;
	/** What it was let loose on, in a few words. */
	what: string;
	requests: number;
	seconds: number;
	findings: Finding[];
}

/** Prints what was tried and found; returns how many findings there are. */
export function report(all: Tried[], tell: (line: string) => void): number {
	const rows = all.map(({ tool, what, requests, seconds, findings }) => {
		const real = findings.filter((one) => whyFalse(one) === null);
		return [
			tool,
			what,
			String(requests),
			String(Math.round(seconds)),
			String(real.length),
			String(findings.length - real.length)
		];
	});
	table([['tool', 'tried', 'requests', 'seconds', 'findings', 'known to be false'], ...rows]).forEach(tell);
	const findings = all.flatMap((tried) => tried.findings);
	const falseOnes = new Map<string, number>();
	for (const why of findings.map(whyFalse)) if (why) falseOnes.set(why, (falseOnes.get(why) ?? 0) + 1);
	for (const [why, times] of falseOnes) tell(`Known to be false, ${times} times: ${why}.`);
	const real = findings.filter((one) => whyFalse(one) === null);
	const alike = Map.groupBy(real, ({ tool, kind, place }) => `FOUND by ${tool}: ${kind}, ${place}`);
	for (const [name, [first, ...others]] of alike)
		tell(`${name}: ${first?.what}${others.length > 0 ? ` (and ${others.length} more like it)` : ''}`);
	return real.length;
}

function table(rows: string[][]): string[] {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length))
	);
	return rows.map((row) =>
		row
			.map((cell, column) =>
				column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
			)
			.join('  ')
	);
}
