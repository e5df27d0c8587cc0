import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '$lib/domain';
import { makeCorpus, type CorpusFile } from './corpus/make-corpus';
import { removeSmallFiles, understand, type Understood } from './small-files';

afterAll(removeSmallFiles);

/** All of these in each run; more by the environment. */
const COUNT = Number(process.env.INTAKE_CORPUS ?? 2_000);

/** Opening and closing small files is mostly waiting. */
const AT_ONCE = 4;

type Verdict = 'exact' | 'said' | 'silent';

interface Judged {
	file: CorpusFile;
	verdict: Verdict;
	/** Lines at fault that nothing names. */
	unnamed: number[];
	/** Rows that could be read and were not, or not as they stand. */
	lost: number;
	/** Records that are not accounted for. */
	unaccounted: number;
}

async function judgeAll(files: Iterable<CorpusFile>, judged: Judged[]): Promise<void> {
	for (const file of files) judged.push(await judge(file));
}

async function judge(file: CorpusFile): Promise<Judged> {
	const seen = await understand(file.bytes).catch(refusal);
	if (seen instanceof Refusal) return judgeRefusal(file, seen);
	const { report } = seen;
	const ignored = report.rows_ignored.reduce((sum, { count = 1 }) => sum + count, 0);
	const unnamed = file.lines.filter((line) => !names(seen, line));
	return {
		file,
		verdict: isExact(seen, file.meant) ? 'exact' : isSaid(seen, file, unnamed) ? 'said' : 'silent',
		unnamed,
		lost: lostRows(seen, file),
		unaccounted: report.rows_in_file - report.rows - report.rows_rejected - ignored
	};
}

function refusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	throw error;
}

/** A refusal must name the line as well. */
function judgeRefusal(file: CorpusFile, { message }: Refusal): Judged {
	const unnamed = file.lines.filter((line) => !new RegExp(`\\bLine ${line} `, 'i').test(message));
	const lost = file.meant.length - 1 - [...file.loses].filter((index) => index > 0).length;
	return { file, verdict: unnamed.length === 0 ? 'said' : 'silent', unnamed, lost, unaccounted: 0 };
}

function isExact({ columns, rows }: Understood, meant: string[][]): boolean {
	return JSON.stringify([columns, ...rows]) === JSON.stringify(meant);
}

/** What is not exact must be said where it is: a word on something else does not count. */
function isSaid({ report }: Understood, { lines, says }: CorpusFile, unnamed: number[]): boolean {
	if (lines.length > 0) return unnamed.length === 0;
	return report.findings.some(({ rule }) => says.includes(rule));
}

function names({ report }: Understood, line: number): boolean {
	const ignored = report.rows_ignored.some(
		({ row, count = 1, why }) => why !== 'header' && line >= row && line < row + count
	);
	return ignored || report.findings.some(({ row, rows }) => row === line || rows.includes(line));
}

/** How many of the rows that can be read are missing, changed or out of order. */
function lostRows({ rows }: Understood, { meant, loses }: CorpusFile): number {
	const expected = meant.slice(1).filter((_, index) => !loses.has(index + 1));
	const read = rows.map((row) => JSON.stringify(row));
	let from = 0;
	return expected.filter((row) => {
		const at = read.indexOf(JSON.stringify(row), from);
		if (at >= 0) from = at + 1;
		return at < 0;
	}).length;
}

const briefly = ({ file }: Judged): string => `${file.way}: ${file.how}`;

describe(`${COUNT} files as systems write and break them`, () => {
	const judged: Judged[] = [];

	it('are never read wrong in silence: each is exact, or the line at fault is named', async () => {
		const files = makeCorpus(COUNT);
		await Promise.all(Array.from({ length: AT_ONCE }, () => judgeAll(files, judged)));
		expect(judged).toHaveLength(COUNT);
		expect(judged.filter(({ verdict }) => verdict === 'silent').map(briefly)).toEqual([]);
	}, 120_000);

	it('have the right line named in at least 99 of 100', () => {
		const single = judged.filter(({ file }) => file.lines.length === 1);
		const named = single.filter(({ unnamed }) => unnamed.length === 0);
		expect(single.length).toBeGreaterThan(COUNT / 4);
		expect(named.length / single.length).toBeGreaterThanOrEqual(0.99);
	});

	it('lose no row but those at fault, and account for every record', () => {
		expect(judged.filter(({ lost }) => lost > 0).map(briefly)).toEqual([]);
		expect(judged.filter(({ unaccounted }) => unaccounted !== 0).map(briefly)).toEqual([]);
	});

	it('are exact where only habits differ', () => {
		const sound = judged.filter(({ file }) => file.lines.length === 0 && file.says.length === 0);
		expect(sound.length).toBeGreaterThan(COUNT / 10);
		expect(sound.filter(({ verdict }) => verdict !== 'exact').map(briefly)).toEqual([]);
	});
});
