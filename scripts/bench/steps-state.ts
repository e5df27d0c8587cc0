import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenHome } from '$lib/server/desk';
import { load, loadPaths, savePartner } from '$lib/server/intake';
import { prepare } from '$lib/server/measures';
import { filesIn, inHome, OPERATOR, TODAY } from './bench-homes';
import { compareAll } from './compare';
import { costOf, peakMemory } from './cost';
import { QUESTIONS } from './raw-questions';
import { rawTables } from './raw-tables';
import { PARTNERS } from './sizes';
import { watch } from './watch-home';

const REPEATS = 5;

/** Loads the made quarters, one state for each; the state from which the other steps start. */
export async function loadAll(folder: string): Promise<{ wall: number; states: number; memory: number }> {
	return inHome(folder, 'home', async (home) => {
		for (const partner of PARTNERS)
			await savePartner(home.warehouse, { partner, name: partner, role: 'partner' });
		const options = { publish: true, actor: OPERATOR, now: TODAY, settings: home.settings };
		const { cost, result } = await costOf(() =>
			loadPaths(home.warehouse, [filesIn(folder).quarters], {}, options)
		);
		const failed = result.files.find((file) => file.status !== 'published' && file.status !== 'superseded');
		if (failed) throw new Error(`${failed.file} was not published: ${JSON.stringify(failed).slice(0, 1500)}`);
		return { wall: cost.wall, states: result.state, memory: peakMemory() };
	});
}

/** What the first state and one partner's re-filed quarter cost, and what the same questions cost by hand. */
export interface StateResult {
	cells: number;
	protectedFirst: number;
	visible: number;
	loaded: number;
	summaries: number;
	counted: number;
	protectedAgain: number;
	raw: number;
	memory: number;
}

/** Compares all numbers with the hand-written SQL first; then re-files one quarter and times until it is protected. */
export async function newState(folder: string): Promise<StateResult> {
	return inHome(folder, 'home', (home) =>
		inHome(folder, 'raw', async (raw) => {
			// One and the same warehouse all the way: what stands of the first state is known by it.
			const { warehouse, take } = watch(home.warehouse);
			const ours = { ...home, warehouse };
			const first = await costOf(() => prepare(ours.warehouse, ours.settings));
			const { asking } = take();
			for (const sql of rawTables(filesIn(folder).quarters))
				await raw.warehouse.transaction((tx) => tx.run(sql));
			const { cells } = await compareAll(ours, raw);
			const again = await refile(folder, ours, take);
			return {
				cells,
				protectedFirst: first.cost.wall,
				counted: asking.wall,
				...again,
				raw: await timeRaw(raw),
				memory: peakMemory()
			};
		})
	);
}

/** One partner files its last quarter again, a row fewer; then the new state is counted and protected. */
async function refile(
	folder: string,
	{ warehouse, settings }: OpenHome,
	take: ReturnType<typeof watch>['take']
) {
	const path = join(filesIn(folder).quarters, 'navigators', '2015Q3', 'deliveries.csv');
	const again = join(folder, 'raw', 'files', 'again.csv');
	writeFileSync(again, readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n') + '\n');
	const loading = await costOf(() =>
		load(
			warehouse,
			{ name: 'deliveries.csv', path: again },
			{ partner: 'navigators', dataset: 'deliveries', period: '2015Q3' },
			{ publish: true, replace: true, actor: OPERATOR, now: TODAY, settings }
		)
	);
	if (loading.result.status !== 'published')
		throw new Error(
			`The re-filed quarter was not published: ${JSON.stringify(loading.result).slice(0, 1500)}`
		);
	take();
	const preparing = await costOf(() => prepare(warehouse, settings));
	const { writing } = take();
	return {
		loaded: loading.cost.wall,
		visible: loading.cost.wall + preparing.cost.wall,
		summaries: writing.wall,
		protectedAgain: preparing.cost.wall
	};
}

async function timeRaw(raw: OpenHome): Promise<number> {
	const times: number[] = [];
	for (let repeat = 0; repeat < REPEATS; repeat += 1) {
		const { cost } = await costOf(async () => {
			for (const { sql } of QUESTIONS) await raw.warehouse.readColumns(sql);
		});
		times.push(cost.wall);
	}
	return Math.min(...times);
}
