import { labelOf } from '$lib/charts';
import { writeCount, writePercent, type SafeRow, type SafeTable } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, rowsBy, shownValue, type BriefLine } from './line';

interface Move {
	label: string;
	points: number;
	row: SafeRow;
}

/** Which services are covered better or worse than before: those alone of which both shares are shown. */
export function coverageLines(now: SafeTable | null, before: SafeTable | null): BriefLine[] {
	if (!now) return [plain(BRIEF_SAYS.unknown)];
	const earlier = rowsBy(before, 'service');
	const moves: Move[] = [];
	const not: string[] = [];
	for (const [service, row] of rowsBy(now, 'service')) {
		const [is, was] = [shownValue(row), shownValue(earlier.get(service))];
		const label = labelOf(now, 'service', service);
		if (is === null || was === null) not.push(label);
		else moves.push({ label, points: Math.round(is * 100) - Math.round(was * 100), row });
	}
	if (moves.length === 0) return [plain(BRIEF_SAYS.coverage.none)];
	const { up, down, same, not: uncompared, why } = BRIEF_SAYS.coverage;
	const words = (some: Move[]) => some.map(moveWords).join('; ');
	return [
		{ lead: up, text: words(largest(moves.filter(({ points }) => points > 0))) },
		{ lead: down, text: words(largest(moves.filter(({ points }) => points < 0))) },
		{
			lead: same,
			text: moves
				.filter(({ points }) => points === 0)
				.map(({ label }) => label)
				.join(', ')
		},
		{ lead: uncompared, text: not.length > 0 ? why(not.join(', ')) : '' }
	].filter(({ text }) => text !== '');
}

function largest(moves: Move[]): Move[] {
	return moves.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

function moveWords({ label, points, row }: Move): string {
	const need = row.denominator === null ? '' : writeCount(row.denominator);
	return BRIEF_SAYS.coverage.by(label, Math.abs(points), writePercent(row.value ?? 0), need);
}
