import type { Role } from '$lib/domain';
import { FAULT_WORDS } from '$lib/ui/words/frame';

const LOOK =
	'body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1f2933;background:#fbfaf8}' +
	'button{font:inherit;padding:.4rem .9rem;margin:0 .5rem .5rem 0;cursor:pointer}a{color:inherit}' +
	'@media(prefers-color-scheme:dark){body{color:#e8e6e3;background:#16191d}}';

/** The page for a visitor whose role may not see what they asked for: says who may, and in the demo switches the role. */
export function refusedPage(sentence: string, choices: readonly Role[], path: string): Response {
	const buttons = choices
		.map((role) => `<button name="role" value="${role}">Go on as ${role}</button>`)
		.join('');
	const form = `<form method="post" action="/api/role"><input type="hidden" name="back" value="${escaped(path)}">${buttons}</form>`;
	const more = choices.length > 0 ? form : '';
	return plainPage({ status: 403, title: 'Not for this role', sentence, more });
}

/** A page without the application around it, for what is decided before any page is made. */
export function plainPage({
	status,
	title,
	sentence,
	more = ''
}: {
	status: number;
	title: string;
	sentence: string;
	/** Markup of ours below the sentence. */
	more?: string;
}): Response {
	const html = `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Braidwork</title><style>${LOOK}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(sentence)}</p>
${more}
<p><a href="/">${FAULT_WORDS.home}</a></p></main></body></html>`;
	return new Response(html, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
		}
	});
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
