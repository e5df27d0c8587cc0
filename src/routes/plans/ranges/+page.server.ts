import type { PlanBasis, Scenario } from '$lib/domain';
import { drawTornado } from '$lib/server/figures';
import { planNames, listed } from '$lib/ui/plans/plan-names';
import { RANGE_WORDS, writeTenths } from '$lib/ui/words/plan-ranges';
import { planHref } from '../plan-href';
import { orFault, readPlanPage } from '../read-plan-page';
import { answerScenario, resultOf, shareMet } from '../solve-scenario';
import { expectRenewals, type Expected } from './expect-renewals';
import { weighAssumptions, type Weighed } from './weigh-assumptions';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

const LEVELS = ['low', 'expected', 'high'] as const;

/** How sure a plan is: at three levels of need, by each of its assumptions, and over the renewals that may come. */
export const load: PageServerLoad = (event) =>
	orFault(async () => {
		const { locals, url } = event;
		const page = await readPlanPage(locals, url.searchParams);
		if (!page) return { ranges: null };
		const { basis, scenario, text } = page;
		const { calendar } = locals.settings;
		const base = shareMet(await resultOf(basis, scenario, { explain: false }));
		const levels = await Promise.all(
			LEVELS.map(async (need) => ({
				need,
				answer: await answerScenario(basis, { ...scenario, need }, { calendar, explain: true })
			}))
		);
		const weighed = await weighAssumptions(basis, scenario, base);
		return {
			ranges: {
				state: basis.state,
				asOf: basis.asOf,
				base,
				text,
				back: planHref({ text, state: basis.state }),
				levels: levels.map(({ need, answer: { headline, dollars } }) => ({
					name: RANGE_WORDS.levels.names[need],
					need,
					headline,
					dollar: dollars[0] ? `${dollars[0].service} for ${dollars[0].whom}` : ''
				})),
				weighed,
				tornado: drawn(event, weighed, base),
				renewals: renewalsOf(basis, scenario, await expectRenewals(basis, scenario))
			}
		};
	});

const ID = 'tornado';

/** The chart: in the page where that travels whole, else beside the data. */
function drawn({ locals, isDataRequest }: PageServerLoadEvent, weighed: Weighed[], base: number) {
	const { tornado } = RANGE_WORDS;
	const [most] = weighed;
	const title = most ? tornado.finding(most.name, most.low, most.high) : tornado.none;
	const bars = weighed.map(({ name, low, high }) => ({
		name,
		low,
		high,
		lowWords: writeTenths(low),
		highWords: writeTenths(high)
	}));
	const html = drawTornado(
		bars,
		{ at: base, words: tornado.now(base) },
		{ title, alt: tornado.alt(title, base, bars.length) }
	);
	if (isDataRequest) return { id: ID, title, drawing: html };
	locals.drawings.set(ID, `<!--drawn:${ID}-->${html}`);
	return { id: ID, title };
}

function renewalsOf(basis: PlanBasis, scenario: Scenario, expected: Expected | null) {
	if (!expected) return null;
	const names = planNames(basis, 'calendar');
	return {
		...expected,
		awards: expected.awards.map((one) => ({ ...one, name: names.award(one.award) })),
		tried: listed(expected.awards.filter(({ isTried }) => isTried).map(({ award }) => names.award(award))),
		settled: listed(
			expected.awards
				.filter(({ isTried, chance }) => !isTried && chance < 1)
				.map(({ award }) => names.award(award))
		),
		outcomes: expected.outcomes.map((one) => ({ ...one, renewed: listed(one.renewed.map(names.award)) }))
	};
}
