import type { PlanFunder } from '$lib/domain';
import type { Draft } from './draft';
import { isLive, type Numbered } from './number-plan';

/** The rows and columns of one award, by their numbers; -1 where there is none. */
export interface AwardRows {
	/** By quarter: the row that adds up what it spends on services. */
	spend: Int32Array;
	/** Its own indirect dollars. */
	indirect: number;
	earmark: number;
	earmarked: ReadonlySet<string>;
	support: number;
	/** By service: the row of what others may count as match. */
	source: Map<string, number>;
}

/** Writes what holds of each award: budget, indirect share, draw, earmark, share of support, match. */
export function writeAwards(draft: Draft, numbered: Numbered): AwardRows[] {
	const { plan } = numbered;
	const hasCaps = plan.funders.some(({ admin_cap }) => admin_cap !== null);
	const rows = plan.funders.map((funder, award) => writeAward(draft, numbered, { funder, award, hasCaps }));
	plan.funders.forEach((funder, award) => {
		if (funder.federal && funder.match_ratio !== null) writeMatch(draft, numbered, { award, rows });
	});
	return rows;
}

interface Asked {
	funder: PlanFunder;
	award: number;
	hasCaps: boolean;
}

function writeAward(
	draft: Draft,
	{ plan, preference }: Numbered,
	{ funder, award, hasCaps }: Asked
): AwardRows {
	const cost = -(preference[award] ?? 0);
	const carries = funder.admin_cap !== null || !hasCaps;
	const indirect = draft.dollars(cost, funder.budget, carries ? Infinity : 0);
	const budget = draft.row({ kind: 'budget', award }, -Infinity, funder.budget);
	draft.term(budget, indirect, 1);
	const admin = funder.admin_cap === null ? -1 : draft.row({ kind: 'admin', award }, -Infinity, 0);
	if (funder.admin_cap !== null) draft.term(admin, indirect, 1 - funder.admin_cap);
	const earmark = funder.earmark ? draft.row({ kind: 'earmark', award }, 0, Infinity) : -1;
	const support =
		funder.support_share_cap === null ? -1 : draft.row({ kind: 'support', award }, -Infinity, 0);
	const spend = new Int32Array(plan.quarters).fill(-1);
	for (let quarter = 0; quarter < plan.quarters; quarter++) {
		if (!isLive(funder, quarter)) continue;
		const spent = draft.dollars(cost, funder.budget);
		spend[quarter] = draft.row({ kind: 'spend', award, quarter }, 0, 0);
		draft.term(spend[quarter]!, spent, -1);
		draft.term(budget, spent, 1);
		if (funder.quarter_draw_cap !== null)
			draft.term(
				draft.row({ kind: 'draw', award, quarter }, -Infinity, funder.quarter_draw_cap * funder.budget),
				spent,
				1
			);
		if (funder.admin_cap !== null) draft.term(admin, spent, -funder.admin_cap);
		if (funder.earmark) draft.term(earmark, spent, -funder.earmark.min_share);
		if (funder.support_share_cap !== null) draft.term(support, spent, -funder.support_share_cap);
		draft.spent[award * plan.quarters + quarter] = spent;
	}
	const earmarked = new Set(funder.earmark?.populations);
	return { spend, indirect, earmark, earmarked, support, source: new Map() };
}

/** Money of non-federal awards for the same services; what they spend on a service matches once, whoever counts it. */
function writeMatch(
	draft: Draft,
	{ plan }: Numbered,
	{ award, rows }: { award: number; rows: AwardRows[] }
): void {
	const funder = plan.funders[award]!;
	const match = draft.row({ kind: 'match', award }, 0, Infinity);
	for (let quarter = 0; quarter < plan.quarters; quarter++) {
		const spent = draft.spent[award * plan.quarters + quarter]!;
		if (spent >= 0) draft.term(match, spent, -funder.match_ratio!);
	}
	plan.funders.forEach((giver, from) => {
		if (giver.federal || giver.match_ratio !== null) return;
		for (const service of giver.services.filter((one) => funder.services.includes(one))) {
			const source =
				rows[from]!.source.get(service) ?? draft.row({ kind: 'source', award: from }, -Infinity, 0);
			rows[from]!.source.set(service, source);
			const column = draft.dollars(0, giver.budget);
			draft.term(match, column, 1);
			draft.term(source, column, 1);
			draft.matches.push({ column, from, to: award });
		}
	});
}
