import type { BriefText } from '$lib/domain';

/** Reads the form of a brief as it was filled in, without lines left empty; whether it can be kept is another matter. */
export function readBriefForm(form: FormData): BriefText {
	const column = (name: string) => form.getAll(name).map((value) => String(value).trim());
	const [who, by] = [column('decision_who'), column('decision_by')];
	const decisions = column('decision_text')
		.map((text, place) => ({ text, who: who[place] ?? '', by: by[place] || null }))
		.filter((decision) => decision.text !== '' || decision.who !== '' || decision.by !== null);
	return { decisions, notes: String(form.get('notes') ?? '').trim() };
}
