import { filings, partners } from '$lib/server/intake';

/** Which of the first three steps of an empty home are done. */
export async function firstSteps({ warehouse, settings }: App.Locals): Promise<boolean[]> {
	const [known, filed] = await Promise.all([partners(warehouse), filings(warehouse)]);
	const isNamed = settings.focus_award !== null || settings.goals.length > 0 || settings.logo !== null;
	return [isNamed || (known.length > 0 && filed.length === 0), filed.length > 0, false];
}
