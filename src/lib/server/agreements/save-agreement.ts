import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, writeDay, type Actor, type Agreement } from '$lib/domain';
import { writeWhole } from '$lib/server/desk';
import { agreementFrom, checkNewAgreement } from './agreement-shape';
import { agreementPath, versionsOf, type AgreementVersion } from './read-agreements';

/** Who keeps an agreement when, and how many versions they had seen: what others kept meanwhile is not passed over. */
export interface Saving {
	actor: Actor;
	now: Date;
	seen: number;
}

/**
 * Keeps a partner's agreement whole, with every earlier version of it in the same file. Refuses one that cannot be
 * meant, and one written over a version that the writer had not seen. The same again changes nothing.
 */
export function saveAgreement(home: string, partner: string, written: Agreement, saving: Saving): Agreement {
	const path = agreementPath(home, partner);
	if (path === null) throw wrongPartner(partner);
	const problems = checkNewAgreement(written);
	if (problems.length > 0)
		throw new Refusal(
			'wrong_agreement',
			problems.map(({ message }) => message).join(' '),
			'Correct these fields; nothing was changed.'
		);
	const agreement = agreementFrom(written);
	const versions = versionsOf(home, partner);
	if (versions.length !== saving.seen) throw changedMeanwhile(versions[0]);
	if (versions[0] && isSame(versions[0].agreement, agreement)) return agreement;
	mkdirSync(join(home, 'agreements'), { recursive: true, mode: 0o700 });
	const saved = { at: saving.now.toISOString(), who: saving.actor.who };
	const earlier = versions.map((version) => ({ ...version.agreement, saved: version.saved }));
	writeWhole(path, `${JSON.stringify({ ...agreement, saved, earlier }, null, '\t')}\n`);
	return agreement;
}

function isSame(one: Agreement, other: Agreement): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function wrongPartner(partner: string): Refusal {
	return new Refusal(
		'no_partner',
		`"${partner.slice(0, 60)}" is not the id of a partner.`,
		'Choose one of the list.'
	);
}

function changedMeanwhile(newest: AgreementVersion | undefined): Refusal {
	const by = newest?.saved ? ` by ${newest.saved.who} on ${writeDay(newest.saved.at)}` : '';
	return new Refusal(
		'changed_meanwhile',
		`This agreement was changed${by} while you wrote; nothing was changed now.`,
		'Open the page again, look at what changed, and make your change there.'
	);
}
