import { dirname, join } from 'node:path';
import { datasets } from '$lib/catalog';
import type { SubmissionClaim } from '$lib/domain';
import { agreementOf } from '$lib/server/agreements';
import type { Warehouse } from '$lib/server/warehouse';
import type { FileSource, LoadOptions } from '../loaded-file';
import { doorOf, type Door } from './door';
import { refuseDataset, refuseOutsideAgreement } from './refuse-unagreed';

/** Codes of what is refused at the door, before a byte is kept: by the agreement, or because it cannot be looked into. */
export const AT_THE_DOOR = [
	'agreement_ended',
	'agreement_not_begun',
	'wrong_agreement',
	'dataset_not_agreed',
	'cannot_be_cut',
	'broken_archive',
	'empty_archive',
	'encrypted_archive',
	'large_archive',
	'not_a_table',
	'unknown_packing',
	'unsafe_archive'
];

/**
 * The door that a file has to pass by its partner's agreement. Refuses a dataset that it does not allow, and a file
 * outside its time, unless it was received before and is only looked at again.
 */
export async function openDoor(
	w: Warehouse,
	source: FileSource,
	claim: SubmissionClaim,
	{ now, answers = {} }: LoadOptions
): Promise<Door | null> {
	const { partner } = claim;
	const agreement = agreementOf(w.home, partner);
	const isKept = 'path' in source && dirname(source.path) === join(w.home, 'files');
	if (!isKept) refuseOutsideAgreement(agreement, partner, { now, nothing: 'received' });
	const dataset = claim.dataset ?? datasets().find(({ id }) => id === answers.dataset)?.id;
	if (!isKept && dataset !== undefined) refuseDataset(agreement, partner, dataset);
	return doorOf(w, agreement, { partner, dataset, answers });
}
