import { codeLabel } from '$lib/catalog';
import { mayPay, writeCount, writeDay, writeDollars, type Partner } from '$lib/domain';
import type { Matrix, StandingLine } from '$lib/server/desk';
import type { OpenNeed } from '$lib/server/people';
import { WORK_LIST_WORDS } from '$lib/ui/words/work-list';

const words = WORK_LIST_WORDS.may;

/** A partner that may provide the service to a population, in words. */
export interface Provider {
	href: string;
	partner: string;
	says: string;
	condition: string;
	limits: string;
	wait: string;
	until: string;
}

/** Who may provide a service to one population of those who wait; where nobody may, whom to ask. */
export interface ProvidersFor {
	population: string;
	label: string;
	providers: Provider[];
	/** Said where nobody may pay. */
	instead: string;
}

interface Asked {
	service: string;
	waiting: OpenNeed[];
	partners: readonly Partner[];
}

/** For each population of those who wait: the live lines that may pay, without conditions first, then the shortest wait. */
export function providersOf({ lines }: Matrix, { service, waiting, partners }: Asked): ProvidersFor[] {
	const live = lines.filter((line) => line.standing === 'live' && line.service === service);
	return populationsIn(waiting).map((population) => {
		const open = live.filter((line) => line.population === population || line.population === 'any');
		const paying = open.filter(({ status }) => mayPay(status)).sort(easiestFirst);
		const nameOf = (partner: string) => partners.find((one) => one.partner === partner)?.name ?? partner;
		return {
			population,
			label: codeLabel('populations', population),
			providers: paying.map((line) => sayProvider(line, nameOf(line.offering_partner))),
			instead: paying.length > 0 ? '' : sayInstead(open, nameOf)
		};
	});
}

/** Populations in their order; somebody of none can be sent to lines for anyone alone. */
function populationsIn(waiting: OpenNeed[]): string[] {
	const found = new Set(waiting.flatMap(({ populations }) => (populations.length ? populations : ['none'])));
	return ['tanf', 'low_income', 'refugee', 'none'].filter((population) => found.has(population));
}

function easiestFirst(one: StandingLine, two: StandingLine): number {
	const hard = ({ status, needs_approval }: StandingLine) =>
		(status === 'pays' ? 0 : 2) + (needs_approval ? 1 : 0);
	return hard(one) - hard(two) || (one.wait_days ?? 0) - (two.wait_days ?? 0);
}

function sayProvider(line: StandingLine, partner: string): Provider {
	const limits = [
		line.needs_approval ? words.approval : '',
		line.cap_usd === null ? '' : words.cap(capOf(line)),
		line.capacity_per_quarter === null ? '' : words.places(writeCount(line.capacity_per_quarter))
	];
	return {
		href: `/matrix/${line.partner}/${encodeURIComponent(line.offering_id)}`,
		partner: line.award ? `${partner}, ${line.award.name}` : partner,
		says: codeLabel('offering_status', line.status),
		condition: line.condition ?? words.noCondition,
		limits: limits.filter(Boolean).join('; '),
		wait: line.wait_days === null ? '' : words.days(line.wait_days),
		until: line.lasts_until === null ? words.noEnd : writeDay(line.lasts_until)
	};
}

function capOf({ cap_usd, cap_period }: StandingLine): string {
	const period = cap_period === null ? '' : ` ${codeLabel('cap_period', cap_period).toLowerCase()}`;
	return `${writeDollars(cap_usd ?? 0)}${period}`;
}

function sayInstead(open: StandingLine[], nameOf: (partner: string) => string): string {
	const names = (status: string) => [
		...new Set(open.filter((line) => line.status === status).map((line) => nameOf(line.offering_partner)))
	];
	const [unknown, refers] = [names('unknown'), names('refers_only')];
	const said = [
		unknown.length ? words.ask(unknown.join(', ')) : words.nobody,
		refers.length ? words.refers(refers.join(', ')) : ''
	];
	return `${said.filter(Boolean).join('. ')}.`;
}
