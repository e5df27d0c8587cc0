import { afterAll, describe, expect, it } from 'vitest';
import { polluted, type Polluted } from './pollute';
import { isSaid, removeSmallFiles, understand, type Understood } from './small-files';

afterAll(removeSmallFiles);

/** 300 files in each run; more by the environment. */
const COUNT = Number(process.env.INTAKE_POLLUTED ?? 300);

interface Judged extends Polluted {
	isSilent: boolean;
	isLineNamed: boolean;
	sum: number;
}

function isExact({ columns, rows }: Understood, meant: string[][]): boolean {
	return JSON.stringify([columns, ...rows]) === JSON.stringify(meant);
}

function names({ report }: Understood, line: number): boolean {
	const ignored = report.rows_ignored.some(({ row, count = 1 }) => line >= row && line < row + count);
	return ignored || report.findings.some(({ row, rows }) => row === line || rows.includes(line));
}

async function judge(file: Polluted): Promise<Judged> {
	const seen = await understand(file.bytes);
	const { report } = seen;
	const ignored = report.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
	return {
		...file,
		isSilent: !isExact(seen, file.meant) && !isSaid(seen),
		isLineNamed: file.line === null || names(seen, file.line),
		sum: report.rows_in_file - report.rows - report.rows_rejected - ignored
	};
}

describe('files broken in one place', () => {
	const files = polluted(COUNT);

	it('are never read wrong without a word, and the right line is named in at least 99 of 100', async () => {
		const judged: Judged[] = [];
		for (const file of files) judged.push(await judge(file));
		expect(judged.filter(({ isSilent }) => isSilent).map(({ how }) => how)).toEqual([]);
		expect(judged.filter(({ sum }) => sum !== 0).map(({ how, sum }) => [how, sum])).toEqual([]);
		const unnamed = judged
			.filter(({ isLineNamed }) => !isLineNamed)
			.map(({ how, line }) => `${how}, line ${line}`);
		expect(unnamed.slice(0, Math.max(0, unnamed.length - COUNT / 100))).toEqual([]);
	}, 120_000);
});
