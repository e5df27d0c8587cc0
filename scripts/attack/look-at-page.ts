import type { Pass } from './make-home';
import { formsIn, questionsIn, type Form } from './read-forms';

/** What a page holds that a visitor can send, also when it is asked for something. */
export interface Look {
	forms: Form[];
	/** The questions by which it leads to itself: names and values. */
	questions: [string, string][][];
}

/** Looks at a page as it comes, and once for each kind of question by which it leads to itself: some forms show only then. */
export async function lookAt(address: string, path: string, { cookie }: Pass): Promise<Look> {
	const read = async (target: string) => {
		const headers = { accept: 'text/html', cookie };
		return (await fetch(address + target, { headers, redirect: 'manual' })).text();
	};
	const html = await read(path);
	const asked = questionsIn(html)
		.map((href) => new URL(href, address + path))
		.filter(({ pathname, search }) => pathname === path && !search.startsWith('?/'));
	const kinds = new Map(asked.map((url) => [[...url.searchParams.keys()].join(), url.search]));
	const others = await Promise.all([...kinds.values()].map((search) => read(path + search)));
	return {
		forms: [html, ...others].flatMap(formsIn),
		questions: asked.map(({ searchParams }) => [...searchParams])
	};
}
