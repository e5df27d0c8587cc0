import type { Role } from '$lib/domain';

const LOOK =
	'body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1f2933;background:#fbfaf8}' +
	'button{font:inherit;padding:.4rem .9rem;margin:0 .5rem .5rem 0;cursor:pointer}a{color:inherit}' +
	'@media(prefers-color-scheme:dark){body{color:#e8e6e3;background:#16191d}}';

/** The page for a visitor whose role may not see what they asked for: says who may, and switches the demo's role. */
export function refusedPage(sentence: string, roles: readonly Role[], path: string): Response {
	const choices = roles
		.map((role) => `<button name="role" value="${role}">Go on as ${role}</button>`)
		.join('');
	const html = `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not for this role - Braidwork</title><style>${LOOK}</style></head>
<body><main><h1>Not for this role</h1><p>${escaped(sentence)}</p>
<form method="post" action="/api/role"><input type="hidden" name="back" value="${escaped(path)}">${choices}</form>
<p><a href="/">To the overview</a></p></main></body></html>`;
	return new Response(html, {
		status: 403,
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
