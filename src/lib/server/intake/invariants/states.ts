import type { SubmissionRecord, Warehouse } from '$lib/server/warehouse';

interface Held {
	state: number;
	submission_id: string;
}

/** States are numbered without a gap, hold submissions that exist, and the latest holds what is marked as published. */
export async function checkStates(w: Warehouse, records: SubmissionRecord[]): Promise<string[]> {
	const states = await w.read<{ state: number }>('SELECT state FROM main.states ORDER BY state');
	const held = await w.read<Held>('SELECT state, submission_id FROM main.state_submissions ORDER BY ALL');
	const numbers = states.map(({ state }) => state);
	return [
		...numbers
			.filter((state, at) => state !== at + 1)
			.map((state) => `State ${state} does not follow the one before it.`),
		...checkHeld(held, { numbers, records }),
		...checkLatest(
			held.filter(({ state }) => state === numbers.at(-1)),
			records
		)
	];
}

function checkHeld(
	held: Held[],
	{ numbers, records }: { numbers: number[]; records: SubmissionRecord[] }
): string[] {
	const states = new Set(numbers);
	const known = new Set(records.map(({ submission_id }) => submission_id));
	const ever = new Set(held.map(({ submission_id }) => submission_id));
	const filled = new Set(records.filter(({ submission_id }) => ever.has(submission_id)).map(placeOf));
	// Of two that were filed for one place within one batch, the first never came into a state of its own.
	const isPassedOver = (one: SubmissionRecord) => one.status === 'superseded' && filled.has(placeOf(one));
	return [
		...held
			.filter(({ submission_id }) => !known.has(submission_id))
			.map(
				({ state, submission_id }) =>
					`State ${state} holds ${submission_id}, and there is no such submission.`
			),
		...[...new Set(held.map(({ state }) => state))]
			.filter((state) => !states.has(state))
			.map((state) => `Submissions stand in state ${state}, and there is no such state.`),
		...records
			.filter(({ status }) => ['superseded', 'withdrawn'].includes(status))
			.filter((one) => !ever.has(one.submission_id) && !isPassedOver(one))
			.map(
				({ submission_id, status }) => `${submission_id} is marked as ${status}, and no state ever held it.`
			)
	];
}

/** What the latest state holds is what is marked as published, once for each partner, dataset and period. */
function checkLatest(held: Held[], records: SubmissionRecord[]): string[] {
	const live = new Set(held.map(({ submission_id }) => submission_id));
	const marked = records.filter(({ status }) => status === 'published');
	const names = new Set(marked.map(({ submission_id }) => submission_id));
	const places = marked.map(placeOf);
	return [
		...[...names]
			.filter((id) => !live.has(id))
			.map((id) => `${id} is marked as published and is not in the latest state.`),
		...[...live]
			.filter((id) => !names.has(id))
			.map((id) => `${id} is in the latest state and not marked as published.`),
		...places
			.filter((place, at) => places.indexOf(place) !== at)
			.map((place) => `More than one submission is published for ${place}.`)
	];
}

function placeOf({ partner, dataset, period }: SubmissionRecord): string {
	return `${partner}, ${dataset}, ${period}`;
}
