import type { OpenHome } from '$lib/server/desk';
import { standReady } from '$lib/server/measures';
import { judge, type BenchRow } from './bars';
import { filesIn, inHome } from './bench-homes';
import { costOf, peakMemory, type Cost } from './cost';
import { RAW_CURVES } from './raw-curves';
import { rawTables } from './raw-tables';

type Warehouse = OpenHome['warehouse'];
type Asked = Parameters<Warehouse['readColumns']>;

/** Milliseconds of each set of curves, counted from the people: ours, and the best SQL by hand; on the clock, and of all threads. */
export interface CurvesResult {
	sets: { name: string; ours: Cost; raw: Cost }[];
	memory: number;
}

/** By what words the statements of a set are known. */
const SETS: Record<string, (sql: string) => boolean> = {
	'Kaplan-Meier and Aalen-Johansen of everybody': (sql) => isCurve(sql) && !sql.includes('population'),
	'curves by program, for the log-rank test': (sql) => isCurve(sql) && !sql.includes('population'),
	'the cohort grid': (sql) => sql.includes('kept_0'),
	'withdrawals by days after the start': (sql) =>
		sql.includes('withdrew_0_14') && !sql.includes('population'),
	'with and without each support': (sql) => sql.includes('mart.fct_supports')
};

/** Curves of everybody and by every breakdown are counted by one statement. */
function isCurve(sql: string): boolean {
	return (
		sql.includes('mart.fct_stays') &&
		/\bmonth\b/.test(sql) &&
		!sql.includes('low_income') &&
		/\bsex\b/.test(sql)
	);
}

/** These people have no needs, and nobody asks for their jobs. */
function isOfTraining(sql: string): boolean {
	return !/raw\.(need|job)\b/.test(sql);
}

const REPEATS = 5;

/** Counts a state once, then asks again what was asked of people in training, warm, beside the same by hand. */
export async function curves(folder: string): Promise<CurvesResult> {
	return inHome(folder, 'home', (home) =>
		inHome(folder, 'raw', async (raw) => {
			const { warehouse, asked } = remembering(home.warehouse);
			await standReady(warehouse, home.settings);
			for (const sql of rawTables(filesIn(folder).quarters).filter(isOfTraining))
				await raw.warehouse.transaction((tx) => tx.run(sql));
			const sets = [];
			for (const [name, isOf] of Object.entries(SETS)) {
				const questions = asked.filter(([sql]) => isOf(sql));
				if (questions.length === 0) throw new Error(`Nothing was asked for ${name}.`);
				const ours = await best(() => all(home.warehouse, questions.slice(0, 1)));
				sets.push({ name, ours, raw: await best(() => raw.warehouse.readColumns(RAW_CURVES[name] ?? '')) });
			}
			return { sets, memory: peakMemory() };
		})
	);
}

async function all(warehouse: Warehouse, questions: Asked[]): Promise<void> {
	for (const question of questions) await warehouse.readColumns(...question);
}

async function best(work: () => Promise<unknown>): Promise<Cost> {
	const costs: Cost[] = [];
	for (let repeat = 0; repeat <= REPEATS; repeat += 1) costs.push((await costOf(work)).cost);
	const least = (of: keyof Cost) => Math.min(...costs.slice(1).map((cost) => cost[of]));
	return { wall: least('wall'), cpu: least('cpu') };
}

/** Passes everything on to the warehouse and remembers what was asked. */
function remembering(warehouse: Warehouse): { warehouse: Warehouse; asked: Asked[] } {
	const asked: Asked[] = [];
	const note = (question: unknown[]) => asked.push(question as Asked);
	return {
		asked,
		warehouse: {
			home: warehouse.home,
			read: (...question) => {
				note(question);
				return warehouse.read(...question);
			},
			readColumns: (...question) => {
				note(question);
				return warehouse.readColumns(...question);
			},
			transaction: (...work) => warehouse.transaction(...work),
			whileStill: (...work) => warehouse.whileStill(...work),
			latest: () => warehouse.latest(),
			writes: () => warehouse.writes(),
			close: () => warehouse.close()
		}
	};
}

/** The lines of the table: each set within 150 ms. */
export function curveRows(scale: string, { sets }: CurvesResult): BenchRow[] {
	return sets.map(({ name, ours, raw }) =>
		judge({
			scale,
			work: `counted anew: ${name}`,
			limit: 'best SQL',
			limitCost: raw.wall,
			ours: ours.wall,
			must: { ms: 150 },
			aim: '1.5x'
		})
	);
}
