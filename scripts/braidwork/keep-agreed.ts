import type { HomeCommand, Place } from './command';

/** Commands that look at a home as it is, and neither at figures nor at what may be filed. */
const APART = ['audit', 'backup', 'check', 'token', 'user'];

/** Before a command looks at the figures: they keep to the agreements as they stand today, and what that changed is told. */
export async function keepAgreed(
	{ name }: Pick<HomeCommand, 'name'>,
	{ home, now, tell }: Pick<Place, 'home' | 'now' | 'tell'>
): Promise<void> {
	if (APART.includes(name)) return;
	const { noteDeed } = await import('$lib/server/audit');
	const { BY_AGREEMENT, keepToAgreements } = await import('$lib/server/intake');
	const { thresholdChange } = await import('$lib/server/measures');
	const threshold = await thresholdChange(home.warehouse, home.settings);
	const kept = await keepToAgreements(home.warehouse, { actor: BY_AGREEMENT, now, threshold });
	if (!kept) return;
	const about = { state: kept.state };
	await noteDeed(home.dir, { who: BY_AGREEMENT.who, did: 'kept to the agreements', about, now });
	tell(`State ${kept.state} was made. ${kept.what}.`);
}
