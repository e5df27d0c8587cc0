import { fail } from '@sveltejs/kit';
import { isRefusal } from '../api/problem';

/** What came of something that an administrator did. */
export interface Outcome {
	/** A link to hand over, shown once. */
	link?: { email: string; url: string; isMailed: boolean };
	/** Who, and what: a sentence for the page. */
	said?: string;
}

/** One thing that an administrator does; a mistake becomes a sentence at the top of the page. */
export function administer(work: (form: FormData, locals: App.Locals) => Promise<Outcome>) {
	return async ({ request, locals }: { request: Request; locals: App.Locals }) => {
		try {
			const { link, said = '' } = await work(await request.formData(), locals);
			return { done: true, message: '', hint: '', link: link ?? null, said };
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { done: false, message: mistake.message, hint: mistake.hint, link: null, said: '' });
		}
	};
}

/** What stands in a field, without the spaces around it. */
export function textOf(form: FormData, name: string): string {
	return String(form.get(name) ?? '').trim();
}
