import { questionFrom, questionText, type MeasureDeclaration, type Question } from '$lib/domain';
import type { Form } from '$lib/charts';
import { readBoundaries } from '$lib/server/desk';
import type { FigureOptions } from '$lib/server/figures';
import { measures } from '$lib/server/measures';
import { breakdownChoices } from '$lib/ui/breakdowns';
import { chosenForm } from '../chosen-form';
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
	const asked = askedBy(searchParams);
	const balances = await reading.askIfAny({ measure: 'award_balance', by: ['quarter', 'award'] });
	const focus = focusOf(balances, event.locals.settings);
	const figure = await askCard(
		event,
		'figure',
		asked.then(({ question }) => reading.ask(question)),
		{ focus, ...(await drawnAs(asked, event.locals)) }
	);
	const question = await asked.then(({ question }) => question).catch(() => null);
	const chosen: Partial<Question> = question ?? {};
	return {
		figure,
		...wordsOf(measure),
		question: chosen,
		...ageOf(question, reading),
		choices: choicesOf(measure, reading)
	};
}

type Asked = Promise<{ question: Question; form?: Form }>;

async function askedBy(query: URLSearchParams): Asked {
	const { form, question } = chosenForm(query);
	return { form, question: questionFrom(question) };
}

/** A map needs outlines; whatever else is asked for is drawn in its own form. */
async function drawnAs(asked: Asked, { home }: App.Locals): Promise<FigureOptions> {
	const form = await asked.then(({ form }) => form).catch(() => undefined);
	return form ? { form, boundaries: readBoundaries(home.dir) } : {};
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
