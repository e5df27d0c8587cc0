import type { Decision, Paper, PaperBlock } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import type { BriefPage, BriefPart } from './brief-page';

/** A brief as a document: the sentences of the page, in its order. */
export function briefPaper(page: BriefPage): Paper {
	const { parts } = BRIEF_SAYS;
	return {
		title: page.title,
		author: page.author,
		stamp: page.stamp,
		foot: page.foot,
		blocks: [
			...(page.lead ? [{ kind: 'lead', text: page.lead } as const] : []),
			{ kind: 'fine', text: [page.since, page.caution].filter(Boolean).join(' ') },
			...(page.numbers.length > 0 ? [numberTable(page)] : []),
			...(page.changed.length > 0 ? [{ kind: 'heading', text: BRIEF_SAYS.changed } as const] : []),
			...page.changed.flatMap((part) => partBlocks(part, 2)),
			...page.open.flatMap((part) => partBlocks(part, 1)),
			{ kind: 'heading', text: parts.decisions },
			...decisionBlocks(page.decisions),
			{ kind: 'heading', text: parts.notes },
			...paragraphsOf(page.notes).map((text) => ({ kind: 'text', text }) as const)
		]
	};
}

/** What a decision says behind its text: who does it and by when, where that was said. */
export function decisionEnd({ who, by }: Decision): string {
	const end = BRIEF_SAYS.decisions.who(who, by);
	return end === '' ? '' : ` (${end})`;
}

/** Notes as paragraphs: a line each; a sentence where there are none. */
export function paragraphsOf(notes: string): string[] {
	const lines = notes.split('\n').filter((line) => line.trim() !== '');
	return lines.length > 0 ? lines : [BRIEF_SAYS.notes.none];
}

function partBlocks({ title, lines }: BriefPart, level: 1 | 2): PaperBlock[] {
	return [
		{ kind: 'heading', text: title, level },
		{ kind: 'points', isNumbered: false, points: lines.map(({ lead, text }) => ({ lead, text })) }
	];
}

function numberTable({ numbers }: BriefPage): PaperBlock {
	const { number, now, of, change } = BRIEF_SAYS.columns;
	return {
		kind: 'table',
		columns: [
			{ title: number, isNumber: false },
			{ title: now, isNumber: true },
			{ title: of, isNumber: false },
			{ title: change, isNumber: false }
		],
		rows: numbers.map(({ label, value, beneath, change: moved }) => [label, value, beneath, moved])
	};
}

function decisionBlocks(decisions: Decision[]): PaperBlock[] {
	if (decisions.length === 0) return [{ kind: 'text', text: BRIEF_SAYS.decisions.none }];
	const points = decisions.map((decision) => ({ lead: '', text: decision.text + decisionEnd(decision) }));
	return [{ kind: 'points', isNumbered: true, points }];
}
