import type { Question } from '$lib/domain';
import type { OpenHome } from '$lib/server/desk';
import { figureOf } from '$lib/server/figures';
import { answer, preparedState } from '$lib/server/measures';
import { inHome } from './bench-homes';
import { costOf, p95, peakMemory } from './cost';
import { pageQuestions } from './page-questions';
import { CURVES, QUESTIONS } from './raw-questions';

/** Milliseconds: p95 of a page's data when it is first asked and again, with 16 readers, of an older state, of the curves; of a figure for Word; and the limits. */
export interface PageResult {
	page: number;
	again: number;
	crowded: number;
	asOf: number;
	current: number;
	curves: number;
	rawPage: number;
	rawCurves: number;
	/** A figure as a Word document, its picture drawn. */
	word: number;
	memory: number;
}

const ROUNDS = 40;
const READERS = 16;

/** Asks what the pages ask, of a state that is already protected. */
export async function pages(folder: string): Promise<PageResult> {
	return inHome(folder, 'home', async (home) => {
		const state = await preparedState(home.warehouse, home.settings);
		const all = Object.values(pageQuestions('2015Q3'));
		const curves: Question[] = [{ measure: 'training_retention' }, { measure: 'training_pathway' }];
		await times(home, { pages: [...all, curves], state, rounds: 3 });
		await times(home, { pages: all, state: state - 1, rounds: 1 });
		const page = p95(await times(home, { pages: all, state, rounds: ROUNDS, first: true }));
		const again = p95(await times(home, { pages: all, state, rounds: ROUNDS }));
		const crowd = Array.from({ length: READERS }, () => times(home, { pages: all, state, rounds: ROUNDS }));
		const crowded = p95((await Promise.all(crowd)).flat());
		const asOf = p95(await times(home, { pages: all, state: state - 1, rounds: ROUNDS, first: true }));
		const ofCurves = p95(await times(home, { pages: [curves], state, rounds: ROUNDS, first: true }));
		const word = await wordTime(home, state);
		const limits = await rawTimes(folder);
		return {
			page,
			again,
			crowded,
			asOf,
			current: page,
			curves: ofCurves,
			word,
			...limits,
			memory: peakMemory()
		};
	});
}

interface Visits {
	pages: Question[][];
	state: number;
	rounds: number;
	/** Each visit as the first after something was written, when no answer is remembered. */
	first?: boolean;
}

async function times(home: OpenHome, { pages, state, rounds, first }: Visits): Promise<number[]> {
	const measured: number[] = [];
	for (let round = 0; round < rounds; round += 1)
		for (const questions of pages) {
			const visit = () =>
				Promise.all(
					questions.map((question) => answer(home.warehouse, { state, ...question }, home.settings))
				);
			if (first) await home.warehouse.transaction(async () => undefined);
			measured.push((await costOf(visit)).cost.wall);
		}
	return measured;
}

/** The slowest of some documents with the largest picture and table of the pages; the library is loaded by the first, uncounted. */
async function wordTime({ warehouse, settings }: OpenHome, state: number): Promise<number> {
	const question = {
		measure: 'need_coverage',
		by: ['service', 'population'],
		where: { quarter: '2015Q3' },
		state
	};
	const table = await answer(warehouse, question, settings);
	const walls: number[] = [];
	for (let round = 0; round <= 10; round += 1)
		walls.push((await costOf(() => figureOf(table).docx())).cost.wall);
	return p95(walls.slice(1));
}

/** The fastest SQL by hand: the one question of the overview that stands on most rows, and the curves. */
async function rawTimes(folder: string): Promise<{ rawPage: number; rawCurves: number }> {
	return inHome(folder, 'raw', async ({ warehouse }) => {
		const best = async (sql: string) => {
			const costs: number[] = [];
			for (let repeat = 0; repeat < 5; repeat += 1)
				costs.push((await costOf(() => warehouse.readColumns(sql))).cost.wall);
			return Math.min(...costs);
		};
		return { rawPage: await best(QUESTIONS[0]!.sql), rawCurves: await best(CURVES) };
	});
}
