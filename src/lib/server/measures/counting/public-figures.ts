import type { ColumnTable } from 'arquero';
import type { Ask } from '../measure';
import { keptAwardRules, keptPublic } from '../kept/prepare';
import type { Award, AwardRules } from './read-public';

/** Figures about money and rules, which say nothing of people. */
export interface PublicFigures {
	awards: ColumnTable;
	spending: ColumnTable;
	matrix: ColumnTable;
}

/** The public figures that a question rests on. */
export async function publicFigures(ask: Pick<Ask, 'w' | 'facts'>): Promise<PublicFigures> {
	const { tables } = await keptPublic(ask.w, ask.facts.state);
	const table = (name: string) => tables.get(name) as ColumnTable;
	return { awards: table('awards'), spending: table('spending'), matrix: table('matrix') };
}

/** Awards by their id. */
export function awardsOf({ awards }: PublicFigures): Map<string, Award> {
	return new Map((awards.objects() as Award[]).map((award) => [award.award, award]));
}

/** The names of awards, for the words of a table. */
export function awardNames(figures: PublicFigures): Record<string, string> {
	return Object.fromEntries([...awardsOf(figures).values()].map(({ award, name }) => [award, name]));
}

/** The rules of awards by their id. */
export async function awardRules({ w, facts }: Pick<Ask, 'w' | 'facts'>): Promise<Map<string, AwardRules>> {
	const { tables } = await keptAwardRules(w, facts.state);
	const rows = (tables.get('awards') as ColumnTable).objects() as AwardRules[];
	return new Map(rows.map((row) => [row.award, row]));
}
