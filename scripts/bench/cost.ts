/** What a piece of work cost this process. */
export interface Cost {
	/** Milliseconds on the clock. */
	wall: number;
	/** Milliseconds of all threads together. */
	cpu: number;
}

/** Does the work and says what it cost. */
export async function costOf<Result>(work: () => Promise<Result>): Promise<{ cost: Cost; result: Result }> {
	const [before, start] = [process.cpuUsage(), performance.now()];
	const result = await work();
	const wall = performance.now() - start;
	const used = process.cpuUsage(before);
	return { cost: { wall, cpu: (used.user + used.system) / 1000 }, result };
}

/** The value below which 95 of 100 measurements lie. */
export function p95(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? NaN;
}

/** Most memory this process ever held, in MB. */
export function peakMemory(): number {
	return Math.round(process.resourceUsage().maxRSS / 1024);
}
