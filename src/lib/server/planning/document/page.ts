/** What is wrong with a document, and what of it was left out, each as a sentence with its line. */
export class Page {
	readonly problems: string[] = [];
	readonly notes: string[] = [];

	wrong(place: string, sentence: string): void {
		this.problems.push(`${place}: ${sentence}`);
	}

	note(place: string, sentence: string): void {
		this.notes.push(`${place}: ${sentence}`);
	}
}

/** A JSON object whose fields we may ask for. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name of a line of a list as people count: the first is line 1. */
export function lineOf(list: string, index: number): string {
	return `${list}, line ${index + 1}`;
}

/** A value as a sentence shows it; long ones are cut. */
export function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

interface Span {
	least?: number;
	most?: number;
	whole?: boolean;
}

/** One line of a document. Each field is asked for once; what nobody asked for is left out and said. */
export class Line {
	private readonly asked = new Set(['description', 'name', 'title', 'note']);

	constructor(
		private readonly page: Page,
		readonly place: string,
		private readonly fields: Fields
	) {}

	wrong(sentence: string): void {
		this.page.wrong(this.place, sentence);
	}

	note(sentence: string): void {
		this.page.note(this.place, sentence);
	}

	raw(name: string): unknown {
		this.asked.add(name);
		return Object.hasOwn(this.fields, name) ? (this.fields[name] ?? undefined) : undefined;
	}

	text(name: string): string {
		const value = this.raw(name);
		if (typeof value === 'string' && value.trim() !== '') return value;
		this.wrong(value === undefined ? `${name} is missing.` : `${name} is ${shown(value)}; write a text.`);
		return '';
	}

	flag(name: string): boolean {
		const value = this.raw(name);
		if (typeof value === 'boolean') return value;
		const seen = value === undefined ? 'is missing' : `is ${shown(value)}`;
		this.wrong(`${name} ${seen}; write true or false.`);
		return false;
	}

	number(name: string, span: Span = {}): number {
		const value = this.optional(name, span);
		if (value === null && this.raw(name) === undefined) this.wrong(`${name} is missing.`);
		return value ?? 0;
	}

	/** A number that may be missing or null. */
	optional(name: string, { least = 0, most = Infinity, whole = false }: Span = {}): number | null {
		const value = this.raw(name);
		if (value === undefined) return null;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			this.wrong(`${name} is ${shown(value)}; write a number.`);
			return null;
		}
		if (value < least || value > most) {
			const bounds = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
			this.wrong(`${name} is ${shown(value)}; it must be ${bounds}.`);
		} else if (whole && !Number.isInteger(value))
			this.wrong(`${name} is ${shown(value)}; it must be a whole number.`);
		return value;
	}

	/** A name that a list of the document must hold. */
	known(name: string, list: string, ids: ReadonlySet<string>): string {
		const id = this.text(name);
		if (id !== '' && !ids.has(id)) this.wrong(`${name} ${id} is not in ${list}.`);
		return id;
	}

	/** Names that a list of the document must hold, each once; nothing where the field is missing. */
	several(name: string, list: string, ids: ReadonlySet<string>): string[] | null {
		const value = this.raw(name);
		if (value === undefined) return null;
		if (!Array.isArray(value)) {
			this.wrong(`${name} is ${shown(value)}; write a list.`);
			return null;
		}
		for (const id of value)
			if (typeof id !== 'string' || !ids.has(id)) this.wrong(`${name}: ${shown(id)} is not in ${list}.`);
		return [...new Set(value.filter((id): id is string => typeof id === 'string'))];
	}

	/** An object within the line, as a line of its own. */
	within(name: string): Line | null {
		const value = this.raw(name);
		if (value === undefined) return null;
		if (isFields(value)) return new Line(this.page, `${this.place}, ${name}`, value);
		this.wrong(`${name} is ${shown(value)}; write an object or null.`);
		return null;
	}

	/** Says which fields nobody asked for: a misspelled rule must not be dropped in silence. */
	close(): void {
		const rest = Object.keys(this.fields).filter((name) => !this.asked.has(name));
		if (rest.length > 0)
			this.note(
				`${rest.join(', ')} ${rest.length > 1 ? 'are no fields' : 'is no field'} of a plan; left out.`
			);
	}
}
