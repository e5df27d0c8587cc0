import type { PlanFunder } from '$lib/domain';
import { readQuarter, type Known } from './known';
import { isFields, shown, type Line } from './page';

/** Reads an award with its rules. An award that says neither for what nor for whom it pays is refused, not guessed at. */
export function readFunder(line: Line, known: Known): PlanFunder {
	const id = line.text('id');
	const flexible = line.raw('flexible') !== undefined && line.flag('flexible');
	const federal = line.flag('federal');
	const rules = {
		services: allowed(line, 'services', flexible, known.services),
		populations: allowed(line, 'populations', flexible, known.populations)
	};
	const funder = {
		id,
		federal,
		flexible,
		budget: line.number('budget'),
		...rules,
		...readLife(line, known),
		preference_cost_per_1000: line.optional('preference_cost_per_1000') ?? 0,
		admin_cap: line.optional('admin_cap', { most: 1 }),
		quarter_draw_cap: line.optional('quarter_draw_cap', { most: 1 }),
		match_ratio: readMatch(line, federal),
		earmark: readEarmark(line, known),
		support_share_cap: line.optional('support_share_cap', { most: 1 }),
		per_person_cap: readPersonCap(line, known),
		payer_order: line.optional('payer_order', { least: 1, whole: true })
	};
	return funder;
}

function allowed(line: Line, name: string, flexible: boolean, known: ReadonlySet<string>): string[] {
	const named = line.several(name, name, known) ?? [];
	if (named.length > 0) return named;
	if (flexible) return [...known];
	const what = name === 'services' ? 'what it may pay for' : 'for whom it may pay';
	line.wrong(`the award does not say ${what}; name its ${name}, or say flexible: true.`);
	return [];
}

function readLife(line: Line, known: Known): { first_quarter: number; last_quarter: number } {
	const life = {
		first_quarter: readQuarter(line, 'first_quarter', known),
		last_quarter: readQuarter(line, 'last_quarter', known)
	};
	if (life.first_quarter > life.last_quarter)
		line.wrong(`it ends in quarter ${life.last_quarter}, before it begins in ${life.first_quarter}.`);
	return life;
}

function readMatch(line: Line, federal: boolean): number | null {
	const ratio = line.optional('match_ratio');
	if (ratio !== null && !federal)
		line.note(
			'match_ratio asks for match of federal money only; this award gives none, and is none to others.'
		);
	return ratio;
}

function readEarmark(line: Line, known: Known): PlanFunder['earmark'] {
	const within = line.within('earmark');
	if (!within) return null;
	const populations = within.several('populations', 'populations', known.populations) ?? [];
	if (populations.length === 0) within.wrong('populations are missing.');
	const earmark = { populations, min_share: within.number('min_share', { most: 1 }) };
	within.close();
	return earmark;
}

function readPersonCap(line: Line, known: Known): PlanFunder['per_person_cap'] {
	const value = line.raw('per_person_cap');
	if (!isFields(value)) return line.optional('per_person_cap');
	const caps: Record<string, number> = {};
	for (const [service, cap] of Object.entries(value)) {
		if (!known.services.has(service)) line.wrong(`per_person_cap: ${service} is not in services.`);
		if (typeof cap === 'number' && cap >= 0) caps[service] = cap;
		else line.wrong(`per_person_cap: ${service} is ${shown(cap)}; write a number of dollars.`);
	}
	return caps;
}
