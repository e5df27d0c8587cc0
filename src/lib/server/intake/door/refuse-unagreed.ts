import { dataset } from '$lib/catalog';
import { dayOf, Refusal, standingOf, writeDay, type Agreement, type DatasetId } from '$lib/domain';

/** Refuses what comes outside the time of an agreement; `now` decides. */
export function refuseOutsideAgreement(
	agreement: Agreement | null,
	partner: string,
	{ now, nothing }: { now: Date; nothing: 'received' | 'published' }
): void {
	const standing = standingOf(agreement, dayOf(now));
	if (standing.is === 'ended')
		throw new Refusal(
			'agreement_ended',
			`The sharing agreement with ${partner} ended on ${writeDay(standing.until)}; nothing was ${nothing}.`,
			'Ask the administrator to renew it, then try again.'
		);
	if (standing.is === 'not_begun')
		throw new Refusal(
			'agreement_not_begun',
			`The sharing agreement with ${partner} begins on ${writeDay(standing.from)}; nothing was ${nothing}.`,
			'Try again from that day on, or ask the administrator to correct it.'
		);
}

/** Whether a partner may send a dataset. */
export function isAgreed(agreement: Pick<Agreement, 'datasets'> | null, id: DatasetId): boolean {
	return agreement?.datasets?.includes(id) ?? true;
}

/** What is said of a dataset that the agreement does not allow; nothing when it does. */
export function unagreedDataset(
	agreement: Agreement | null,
	partner: string,
	id: DatasetId,
	nothing: 'received' | 'published' = 'received'
): Refusal | null {
	if (isAgreed(agreement, id)) return null;
	const titles = (agreement?.datasets ?? []).map((allowed) => dataset(allowed).title).join(', ');
	return new Refusal(
		'dataset_not_agreed',
		`The sharing agreement with ${partner} does not include ${dataset(id).title}; nothing was ${nothing}.`,
		`It includes ${titles}. Ask the administrator if that has changed.`
	);
}

/** Refuses a dataset that the agreement does not allow. */
export function refuseDataset(agreement: Agreement | null, partner: string, id: DatasetId): void {
	const refusal = unagreedDataset(agreement, partner, id);
	if (refusal) throw refusal;
}
