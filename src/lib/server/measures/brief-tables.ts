import {
	addQuarters,
	quarterIndex,
	Refusal,
	type BriefTables,
	type Question,
	type SafeTable
} from '$lib/domain';
import type { Warehouse } from '$lib/server/warehouse';
import { answer } from './answer';
import type { AskContext } from './measure';

/** Everything that the brief of a meeting tells of a state; nothing when not even the people served can be told. */
export async function briefTables(
	w: Warehouse,
	state: number,
	context: AskContext
): Promise<BriefTables | null> {
	const ask = (question: Question) => orNothing(answer(w, { state, ...question }, context));
	const served = await ask({ measure: 'people_served', by: ['quarter'] });
	const latest = served && latestQuarter(served);
	if (!served || !latest) return null;
	const asked = Object.entries(questions(latest, context.focus_award)).map(async ([name, question]) => [
		name,
		await ask(question)
	]);
	const tables = Object.fromEntries(await Promise.all(asked)) as Record<Asked, SafeTable | null>;
	return { state: served.state, asOf: served.as_of, latest, threshold: served.threshold, served, ...tables };
}

type Asked = keyof ReturnType<typeof questions>;

function questions(latest: string, focus: string | null) {
	const now = { quarter: latest };
	const before = { quarter: addQuarters(latest, -1) };
	return {
		covered: { measure: 'need_coverage', by: ['quarter'] },
		completed: { measure: 'completion_rate', by: ['start_quarter'] },
		employed: { measure: 'employed_at_exit', by: ['quarter'] },
		money: focus
			? { measure: 'award_balance', by: ['quarter'], where: { award: focus } }
			: { measure: 'spend', by: ['quarter'] },
		runway: { measure: 'runway_end', by: ['service'] },
		balances: { measure: 'award_balance', by: ['quarter', 'award'] },
		coverage: { measure: 'need_coverage', by: ['service'], where: now },
		coverageBefore: { measure: 'need_coverage', by: ['service'], where: before },
		reasons: { measure: 'gap_reason', by: ['service'], where: now },
		people: { measure: 'people_served', by: ['population'], where: now },
		peopleBefore: { measure: 'people_served', by: ['population'], where: before }
	} satisfies Record<string, Question>;
}

function latestQuarter({ rows }: SafeTable): string | undefined {
	const quarters = [...new Set(rows.map((row) => String(row.quarter)))];
	return quarters.sort((a, b) => quarterIndex(a) - quarterIndex(b)).at(-1);
}

async function orNothing(asked: Promise<SafeTable>): Promise<SafeTable | null> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}
