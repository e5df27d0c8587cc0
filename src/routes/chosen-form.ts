import type { Form } from '$lib/charts';
import { Refusal } from '$lib/domain';

/** Forms that a reader may ask for; every other table has the one form in which it is read best. */
const CHOICES: readonly Form[] = ['place-map'];

/** The form that an address asks for, beside its question; the question is what is left of the query. */
export function chosenForm(query: URLSearchParams): { form?: Form; question: URLSearchParams } {
	const question = new URLSearchParams(query);
	const asked = question.get('form');
	question.delete('form');
	if (asked === null) return { question };
	const form = CHOICES.find((known) => known === asked);
	if (form) return { form, question };
	const hint = `Leave it out, or write form=${CHOICES.join(' or form=')}.`;
	throw new Refusal('unknown_form', `"${asked.slice(0, 60)}" is no form of a figure.`, hint);
}
