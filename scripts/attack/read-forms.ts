/** A form of a page: where it goes, how, and what it would send as it stands. */
export interface Form {
	method: 'GET' | 'POST';
	action: string;
	isMultipart: boolean;
	fields: [name: string, value: string][];
}

/** The forms that a page's markup holds, as a browser would send them without a keystroke. Our own markup is all that is read. */
export function formsIn(html: string): Form[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
		const form: Form = {
			method: /post/i.test(attribute(head, 'method') ?? '') ? 'POST' : 'GET',
			action: attribute(head, 'action') ?? '',
			isMultipart: attribute(head, 'enctype') === 'multipart/form-data',
			fields: fieldsIn(inside)
		};
		const others = [...inside.matchAll(/\sformaction="([^"]*)"/g)].map(([, action = '']) => plain(action));
		return [form, ...others.map((action): Form => ({ ...form, action }))];
	});
}

/** The addresses with a query that a page leads to, on this server. */
export function questionsIn(html: string): string[] {
	const found = [...html.matchAll(/\shref="([^"]*\?[^"]+)"/g)].map(([, href = '']) => plain(href));
	return found.filter((href) => href.startsWith('/') || href.startsWith('?'));
}

function fieldsIn(html: string): [string, string][] {
	const inputs = [...html.matchAll(/<(?:input|button)\b([^>]*)>/g)].map(([, head = '']) => head);
	const selects = [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)];
	const areas = [...html.matchAll(/<textarea\b([^>]*)>/g)];
	const all: [string | null, string][] = [
		...inputs.map((head): [string | null, string] => [attribute(head, 'name'), valueOf(head)]),
		...selects.map(([, head = '', inside = '']): [string | null, string] => [
			attribute(head, 'name'),
			chosenIn(inside)
		]),
		...areas.map(([, head = '']): [string | null, string] => [attribute(head, 'name'), 'words'])
	];
	const fields = new Map<string, string>();
	for (const [name, value] of all) if (name !== null && !fields.has(name)) fields.set(name, value);
	return [...fields];
}

const BY_KIND: Record<string, string> = {
	email: 'aaron@county.gov',
	date: '2015-01-31',
	number: '11',
	url: 'http://127.0.0.1:9',
	password: 'wrong words of an attacker',
	checkbox: 'on'
};

function valueOf(head: string): string {
	const own = attribute(head, 'value');
	return own ? own : (BY_KIND[attribute(head, 'type') ?? ''] ?? 'words');
}

function chosenIn(options: string): string {
	const heads = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, head = '']) => head);
	const chosen = heads.find((head) => /\bselected\b/.test(head)) ?? heads.at(-1) ?? '';
	return attribute(chosen, 'value') || attribute(heads.at(-1) ?? '', 'value') || 'words';
}

function attribute(head: string, name: string): string | null {
	const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head);
	return found ? plain(found[1] ?? '') : null;
}

function plain(text: string): string {
	const marks: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" };
	return text.replace(/&(amp|quot|lt|gt|#39);/g, (_, mark: string) => marks[mark] ?? '');
}
