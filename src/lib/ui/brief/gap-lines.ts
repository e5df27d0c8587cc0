import type { BriefTables } from '$lib/domain';
import { gapRows, type GapRow } from '../gap-row';
import { BRIEF_SAYS } from '../words/brief';
import { plain, type BriefLine } from './line';

const words = BRIEF_SAYS.gaps;

const MOST = 3;

/** The three largest gaps with a size that is shown, why most of them went without, and what the group does about that. */
export function gapLines({
	reasons,
	coverage,
	latest
}: Pick<BriefTables, 'reasons' | 'coverage' | 'latest'>): BriefLine[] {
	if (!reasons || !coverage) return [plain(BRIEF_SAYS.unknown)];
	const all = gapRows(reasons, coverage, 'service');
	const sized = all.filter(({ unmet }) => unmet !== null).slice(0, MOST);
	const hidden = all.filter(({ unmet }) => unmet === null);
	const lines = sized.map((gap) => ({
		lead: words.lead(gap.label, gap.unmetText),
		text: [shareWords(gap), moveWords(gap)].join(' '),
		href: `/coverage?quarter=${latest}&service=${gap.code}`
	}));
	if (sized.length === MOST || hidden.length === 0) return lines.length > 0 ? lines : [plain(words.none)];
	return [...lines, plain(words.withheld(hidden.map(({ label }) => label).join(', ')))];
}

function shareWords({ shareText, needText }: GapRow): string {
	return shareText ? words.share(shareText, needText) : words.went;
}

function moveWords({ mainReason, move }: GapRow): string {
	return mainReason && move ? words.move(mainReason, move) : words.noReason;
}
