import { Refusal, type IntakeQuestion, type Partner } from '$lib/domain';
import { unlessWritten, type Transaction, type Warehouse } from '$lib/server/warehouse';

/** All partners in their order. */
export function partners(w: Warehouse): Promise<readonly Partner[]> {
	const inOrder = 'SELECT partner, name, role FROM main.partners ORDER BY partner_order, partner';
	return unlessWritten(w, 'partners in their order', () => w.read<Partner>(inOrder));
}

/** Adds a partner at the end of the order, or gives a known one its name and role. */
export async function savePartner(w: Warehouse, partner: Partner): Promise<Partner> {
	const saved = { ...partner, partner: partnerId(partner.partner) };
	await w.transaction((tx) => insertPartner(tx, saved));
	return saved;
}

/** Partners that are known to be there; none is ever removed. */
const seen = new WeakMap<Warehouse, Set<string>>();

/** Whose file it is: a known partner, a new one, or a question because the name is nearly that of another. */
export async function resolvePartner(
	w: Warehouse,
	name: string,
	answer: string | undefined
): Promise<{ partner: string; isNew: boolean } | { question: IntakeQuestion }> {
	const id = partnerId(name);
	if (seen.get(w)?.has(id)) return { partner: id, isNew: false };
	const known = await partners(w);
	seen.set(w, new Set(known.map(({ partner }) => partner)));
	if (seen.get(w)?.has(id)) return { partner: id, isNew: false };
	if (answer !== undefined && answer !== 'new') {
		const chosen = known.find(({ partner }) => partner === partnerId(answer));
		if (chosen) return { partner: chosen.partner, isNew: false };
	}
	const near = known.filter(({ partner }) => edits(partner, id) <= NEAR);
	if (near.length === 0 || answer === 'new') return { partner: id, isNew: true };
	return { question: askNewPartner(id, near) };
}

/** Makes partners that are not known yet, named by their id. */
export async function addPartners(w: Warehouse, found: Partner[]): Promise<void> {
	const known = new Set((await partners(w)).map(({ partner }) => partner));
	const fresh = found.filter(({ partner }) => !known.has(partner));
	if (fresh.length === 0) return;
	await w.transaction(async (tx) => {
		for (const partner of fresh) await insertPartner(tx, partner);
	});
}

/** A new partner that nobody has named yet. */
export function unnamedPartner(id: string): Partner {
	const words = id.replaceAll(/[-_]+/g, ' ');
	return { partner: id, name: words.slice(0, 1).toUpperCase() + words.slice(1), role: '' };
}

/** The id of a partner from what people type: small letters, digits and hyphens. */
export function partnerId(name: string): string {
	const id = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.trim()
		.replace(/[^a-z0-9_]+/g, '-')
		.replace(/^-+|-+$/g, '');
	if (id !== '') return id;
	throw new Refusal(
		'no_partner',
		`"${name}" is not the name of a partner.`,
		'Name the partner, like --partner navigators.'
	);
}

/** Names that differ by so many letters are most often the same one, mistyped (design of the command line). */
const NEAR = 2;

function askNewPartner(id: string, near: Partner[]): IntakeQuestion {
	const names = near.map(({ partner }) => `"${partner}"`).join(' or ');
	return {
		code: 'new_partner',
		row: null,
		column: null,
		message: `"${id}" is new, and nearly ${names}. Whose file is it?`,
		choices: [
			...near.map(({ partner, name }) => ({ value: partner, label: name })),
			{ value: 'new', label: `A new partner, ${id}` }
		]
	};
}

async function insertPartner(tx: Transaction, { partner, name, role }: Partner): Promise<void> {
	await tx.run(
		`INSERT INTO main.partners
		SELECT $1, $2, $3, coalesce(max(partner_order), 0) + 1 FROM main.partners
		ON CONFLICT (partner) DO UPDATE SET name = excluded.name, role = excluded.role`,
		[partner, name, role]
	);
}

/** How many letters must be added, left out or changed to make one of the other (Levenshtein). */
export function edits(one: string, other: string): number {
	let above = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (let row = 1; row <= one.length; row++) {
		const line = [row];
		for (let at = 1; at <= other.length; at++) {
			const same = one[row - 1] === other[at - 1] ? 0 : 1;
			line.push(Math.min((above[at] ?? 0) + 1, (line[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + same));
		}
		above = line;
	}
	return above.at(-1) ?? 0;
}
