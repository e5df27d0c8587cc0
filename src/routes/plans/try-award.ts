import { scenarioFrom, scenarioText } from '$lib/domain';
import type { NextDollarRow } from '$lib/ui/plans/next-dollars';

/** An award that is tried has at most this, which most applications could ask for. */
const TRIED = 50_000;

/** The same scenario with a new award that may pay for the best next dollar, as large as could be used. */
export function withAward(text: string, { codes, dollars }: NextDollarRow): string {
	const scenario = scenarioFrom(new URLSearchParams(text));
	const added = {
		dollars: Math.max(1_000, Math.min(TRIED, Math.ceil(dollars / 1_000) * 1_000)),
		services: [codes.service],
		populations: codes.populations,
		from: null,
		to: null
	};
	return scenarioText({ ...scenario, added });
}
