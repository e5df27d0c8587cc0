import { codeLabel, dataset, type Column } from '$lib/catalog';
import { writeDay } from '$lib/domain';
import type { MatchView } from '$lib/server/intake';
import { MATCH_WORDS } from '$lib/ui/words/match';

const WORDS = MATCH_WORDS.remembered;

/** A remembered answer in words, and the earlier ones that it replaced. */
export interface RememberedLine {
	code: string;
	what: string;
	answer: string;
	at: string;
	who: string;
	earlier: { answer: string; at: string; who: string }[];
}

/** What is remembered of a partner's files of one dataset, in words; each code once, its newest answer first. */
export function rememberedLines({ remembered, dataset: id }: MatchView): RememberedLine[] {
	const { columns } = dataset(id);
	const byCode = Map.groupBy(remembered, ({ code }) => code);
	return [...byCode].map(([code, versions]) => {
		const [kind = '', name = '', ...rest] = code.split('.');
		const column = columns.find((candidate) => candidate.name === name);
		const told = versions.map(({ choice, at, who, how }) => ({
			answer: answerWords(kind, choice, column),
			at: writeDay(at),
			who: how === 'seen' ? WORDS.seen : who || WORDS.unknown
		}));
		const [newest = { answer: '', at: '', who: '' }, ...earlier] = told;
		const title = column?.title ?? [name, ...rest].join('.');
		return { code, what: whatWords(kind, title, rest.join('.')), ...newest, earlier };
	});
}

function whatWords(kind: string, title: string, value: string): string {
	return WORDS.kinds[kind]?.(title, value) ?? title;
}

function answerWords(kind: string, choice: string, column: Column | undefined): string {
	if (kind !== 'code') return WORDS.answers[choice] ?? (choice === '' ? WORDS.nothing : `“${choice}”`);
	const isCoded = column?.codes && !WORDS.answers[choice];
	return isCoded ? codeLabel(column.codes ?? '', choice) : (WORDS.answers[choice] ?? choice);
}
