import { codeLabel, codeList } from '$lib/catalog';
import { writeCount, writeDay } from '$lib/domain';
import type { OpenNeed } from '$lib/server/people';
import { WORK_LIST_WORDS } from '$lib/ui/words/work-list';

const words = WORK_LIST_WORDS.list;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A waiting customer in words, cell by cell. */
export interface SaidNeed {
	id: string;
	cells: string[];
	days: string;
	urgency: string;
	isUrgent: boolean;
	step: string;
}

/** The services that somebody waits for, those that most wait for first. */
export function servicesIn(needs: OpenNeed[]): { code: string; label: string; people: number }[] {
	const counts = Map.groupBy(needs, ({ service }) => service);
	const order = codeList('services').codes.map(({ code }) => code);
	return [...counts]
		.map(([code, own]) => ({ code, label: codeLabel('services', code), people: own.length }))
		.sort((one, two) => two.people - one.people || order.indexOf(one.code) - order.indexOf(two.code));
}

/** Waiting customers in words; days are counted until the day that counts as today. */
export function sayNeeds(needs: OpenNeed[], today: string): SaidNeed[] {
	return needs.map((need) => ({
		id: need.participant_id,
		cells: [populationWords(need), writeDay(need.identified_date)],
		days: writeCount(
			Math.max(0, Math.round((Date.parse(today) - Date.parse(need.identified_date)) / DAY_MS))
		),
		isUrgent: need.urgency === 'high',
		...saidBeside(need)
	}));
}

function populationWords({ populations }: OpenNeed): string {
	if (populations.length === 0) return words.noPopulation;
	return populations.map((code) => codeLabel('populations', code)).join(', ');
}

function saidBeside({ urgency, last_step }: OpenNeed): { urgency: string; step: string } {
	const step = last_step
		? words.step(codeLabel('delivery_status', last_step.status), writeDay(last_step.date))
		: words.noStep;
	return { urgency: urgency === null ? words.notSaid : codeLabel('urgency', urgency), step };
}
