import { benchmarks, type Benchmark } from '$lib/catalog';
import { writeValue, type MeasureUnit, type Question, type OtherLevel } from '$lib/domain';
import { measures } from '$lib/server/measures';
import type { OutcomeLine } from '$lib/ui/outcome-line';
import { OUTCOME_WORDS } from '$lib/ui/words/outcomes';
import { choiceOf } from '../../choice-of';
import { askCard } from '../../draw-card';
import { readState } from '../../read-state';
import { chosenGroup } from '../chosen-group';
import { askLines, COMPARED, HPOG, STEPS, WIOA } from './ask-outcomes';
import type { PageServerLoad } from './$types';

/** What becomes of people: how far they come, and what is known of them after they left. */
export const load: PageServerLoad = async (event) => {
	const reading = await readState(event.locals);
	if (!reading) return { outcomes: null };
	const { calendar, levels_of_others } = event.locals.settings;
	const chosen = await chosenGroup(event.url, reading, { measure: 'employed_6m', calendar });
	const { highlight } = chosen;
	const told = highlight && ['program', 'population'].includes(highlight.column) ? highlight : null;
	const outcome = choiceOf(event.url.searchParams, 'outcome', { choices: COMPARED, usual: 'employed_6m' });
	const card = (id: string, question: Question, form?: 'rate-dots') =>
		askCard(event, id, reading.ask(question), { highlight, ...(form && { form }) });
	const indicators = [...STEPS, ...HPOG.map(({ measure }) => measure), ...WIOA];
	const [lines, ofGroup, byProgram, byPopulation, employed, credentials] = await Promise.all([
		askLines(reading, indicators, null),
		told ? askLines(reading, indicators, told) : null,
		card('by-program', { measure: outcome, by: ['program'] }, 'rate-dots'),
		card('by-population', { measure: outcome, by: ['population'] }, 'rate-dots'),
		card('employed', { measure: 'employed_6m', by: ['quarter'] }),
		card('credentials', { measure: 'credential_rate', by: ['quarter'] })
	]);
	const shown = ofGroup ?? lines;
	const of = (measure: string) => shown.get(measure) ?? null;
	const name = chosen.choices.groups.find(({ value }) => value === told?.value)?.label;
	const { state, asOf } = reading;
	return {
		outcomes: {
			state,
			asOf,
			chosen,
			who: name ?? OUTCOME_WORDS.everybody,
			steps: STEPS.flatMap((measure) => of(measure) ?? []),
			hpog: HPOG.flatMap(({ number, measure }) => indicator(of(measure), { number, levels_of_others })),
			wioa: WIOA.flatMap((measure) => indicator(of(measure), { number: '', levels_of_others })),
			outcome,
			compared: COMPARED.map((value) => ({ value, label: titleOf(value) })),
			sources: sourcesOf(),
			figures: { byProgram, byPopulation, employed, credentials },
			mayEnter: event.locals.actor?.role === 'administrator'
		}
	};
};

/** A line of the tables of indicators, with what stands beside it. */
export interface Indicator {
	number: string;
	line: OutcomeLine;
	published: { value: string; level: string; says: string; differs: string; source: number } | null;
	/** What an administrator entered of others. */
	entered: { level: string; period: string; source: string } | null;
}

function indicator(
	line: OutcomeLine | null,
	{ number, levels_of_others }: { number: string; levels_of_others: OtherLevel[] }
): Indicator[] {
	if (!line) return [];
	const unit = measures().find(({ id }) => id === line.measure)?.unit ?? 'percent';
	const beside = benchmarks().find(({ measure }) => measure === line.measure);
	const other = levels_of_others.find(({ measure }) => measure === line.measure);
	return [
		{
			number,
			line,
			published: beside ? publishedOf(beside, writeValue(beside.value, unit)) : null,
			entered: other
				? { level: levelOf(other.level, unit), period: other.period, source: other.source }
				: null
		}
	];
}

/** A level of others as it was entered: shares to a tenth of a percent. */
function levelOf(level: number, unit: MeasureUnit): string {
	return unit === 'percent' ? `${Number((level * 100).toFixed(1))}%` : writeValue(level, unit);
}

/** What others published, and which of the sources beneath says so. */
function publishedOf({ level, says, differs, address }: Benchmark, value: string): Indicator['published'] {
	const source = sourcesOf().findIndex((one) => one.address === address) + 1;
	return { value, level, says, differs, source };
}

function titleOf(id: string): string {
	return measures().find((measure) => measure.id === id)?.title ?? id;
}

function sourcesOf(): { words: string; address: string }[] {
	const sources = new Map(
		benchmarks().map(({ address, publisher, title, published }) => [
			address,
			OUTCOME_WORDS.sourceOf(publisher, title, published.slice(0, 4))
		])
	);
	return [...sources].map(([address, words]) => ({ address, words }));
}
