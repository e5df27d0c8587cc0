import { questionFrom, questionText, type MeasureDeclaration, type Question } from '$lib/domain';
import { measures } from '$lib/server/measures';
import { breakdownChoices } from '$lib/ui/breakdowns';
import { askCard } from '../draw-card';
import { focusOf } from '../focus-award';
import { readState, type Reading } from '../read-state';
import type { PageServerLoad } from './$types';

/** One figure at its permanent address; without a question, the list of all that can be asked. */
export const load: PageServerLoad = async (event) => {
	const list = measures().map(({ id, title, section, question }) => ({ id, title, section, question }));
	const reading = await readState(event.locals);
	if (!reading || !event.url.searchParams.get('measure')) return { list, isEmpty: !reading, one: null };
	return { list, isEmpty: false, one: await oneFigure(event, reading) };
};

async function oneFigure(event: Parameters<PageServerLoad>[0], reading: Reading) {
	const { searchParams } = event.url;
	const measure = measures().find(({ id }) => id === searchParams.get('measure')) ?? null;
	const asked = questionOrRefusal(searchParams);
	const balances = await reading.askIfAny({ measure: 'award_balance', by: ['quarter', 'award'] });
	const focus = focusOf(balances, event.locals.settings);
	const figure = await askCard(
		event,
		'figure',
		asked.then((question) => reading.ask(question)),
		{ focus }
	);
	const question = await asked.catch(() => null);
	const chosen: Partial<Question> = question ?? {};
	return {
		figure,
		...wordsOf(measure),
		question: chosen,
		...ageOf(question, reading),
		choices: choicesOf(measure, reading)
	};
}

async function questionOrRefusal(query: URLSearchParams): Promise<Question> {
	return questionFrom(query);
}

function wordsOf(measure: MeasureDeclaration | null) {
	if (!measure) return { measure: null };
	const { id, title, question, definition, source } = measure;
	return { measure: { id, title, asks: question, definition, source } };
}

/** Whether newer data exist than the figure's, and where the same figure of today stands. */
function ageOf(
	question: Question | null,
	reading: Reading
): { older: { state: number; latest: number; href: string } | null } {
	const state = question?.state;
	if (!question || state === undefined || state >= reading.state) return { older: null };
	const href = `/figures?${questionText({ ...question, state: undefined })}`;
	return { older: { state, latest: reading.state, href } };
}

function choicesOf(measure: MeasureDeclaration | null, { quarters }: Reading) {
	return { by: measure ? breakdownChoices(measure) : [], quarters };
}
