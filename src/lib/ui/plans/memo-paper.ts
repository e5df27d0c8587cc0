import { writeDay, writeDollars, type Paper, type PaperTable } from '$lib/domain';
import { PLAN_WORDS } from '../words/plan-page';
import { PLAN_SAYS, writePeople } from '../words/plans';
import { MEMO_SAYS, SCENARIO_SAYS } from '../words/scenario';
import type { PlanAnswer } from './plan-answer';

/** What a memorandum is made of. */
export interface MemoSources {
	answer: PlanAnswer;
	partnership: string;
	asOf: string;
	state: number;
	/** The first and last quarter that are planned. */
	span: [string, string];
	/** The address of the plan. */
	href: string;
}

const SAYS = MEMO_SAYS;

/** The table for a memorandum, with what it rests on, as a document. */
export function memoPaper({ answer, partnership, asOf, state, span, href }: MemoSources): Paper {
	const { says, changes } = answer;
	return {
		title: SAYS.title,
		author: partnership,
		stamp: SAYS.stamp(writeDay(asOf), state),
		foot: `${SAYS.foot(partnership)} ${href}`,
		blocks: [
			{ kind: 'lead', text: SAYS.lead(...span) },
			{ kind: 'text', text: [...says.lead, ...says.conflict].join(' ') },
			payerTable(answer),
			{ kind: 'heading', text: SAYS.left, level: 2 },
			{ kind: 'points', isNumbered: false, points: uncovered(answer) },
			{ kind: 'heading', text: SCENARIO_SAYS.title, level: 2 },
			{ kind: 'text', text: changes.length > 0 ? changes.join(' ') : SCENARIO_SAYS.none },
			{ kind: 'heading', text: PLAN_WORDS.answer.assumptions.title, level: 2 },
			{
				kind: 'points',
				isNumbered: false,
				points: answer.assumptions.map(({ words, rows }) => ({
					lead: '',
					text: rows.length > 0 ? `${words} (${rows.join('; ')})` : words
				}))
			},
			{ kind: 'text', text: says.proof },
			{ kind: 'fine', text: `${SAYS.sign} ${says.limits}` }
		]
	};
}

/** Who pays whom, as a table of written cells. */
export function payerTable({ payers }: PlanAnswer): PaperTable {
	const heads = PLAN_WORDS.answer.payers.heads;
	return {
		kind: 'table',
		columns: heads.map((title, place) => ({ title, isNumber: place > 5 })),
		rows: payers.map((row) => [
			row.service,
			row.whom,
			row.award,
			row.partner,
			row.from,
			row.to,
			writePeople(row.people),
			writeDollars(row.dollars)
		])
	};
}

/** Services whose need is not met, with the most frequent reason. */
export function uncovered({ coverage }: PlanAnswer): { lead: string; text: string }[] {
	return coverage
		.filter(({ population, reasons }) => population === '' && reasons.length > 0)
		.map(({ service, need, met, reasons }) => ({
			lead: '',
			text: SAYS.uncovered(service, writePeople(need - met), PLAN_SAYS.reasons[reasons[0]!.reason])
		}));
}
