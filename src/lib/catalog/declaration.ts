import * as v from 'valibot';

/** Parses one declaration; whatever is wrong becomes one sentence that names the file and the field. */
export function readDeclaration<Schema extends v.GenericSchema>(
	file: string,
	text: string,
	schema: Schema
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, parseJson(file, text));
	if (result.success) return result.output;
	const issue = result.issues[0];
	const field = v.getDotPath(issue) ?? 'the whole file';
	throw new Error(`${file}: ${field} is wrong. ${issue.message}.`);
}

/** Refuses two declarations of one name, naming both files. */
export function refuseDoubles(kind: string, entries: { key: string; file: string }[]): void {
	const seen = new Map<string, string>();
	for (const { key, file } of entries) {
		const first = seen.get(key);
		if (first !== undefined)
			throw new Error(`${file}: the ${kind} "${key}" is already declared in ${first}.`);
		seen.set(key, file);
	}
}

/** Runs a check of one file so that its complaint names the file and the field. */
export function complainUnless(condition: boolean, file: string, field: string, complaint: string): void {
	if (!condition) throw new Error(`${file}: ${field} is wrong. ${complaint}.`);
}

/** A declared name: small letters, digits and underscores. */
export const Name = v.pipe(
	v.string(),
	v.regex(/^[a-z][a-z0-9_]*$/, 'A name is small letters, digits and underscores')
);

/** Words that must not be empty. */
export const Words = v.pipe(v.string(), v.minLength(1, 'It must not be empty'));

/** Where a file of the project lies, without the leading slash of a glob. */
export function baseName(path: string): string {
	return (path.split('/').pop() ?? path).replace(/\.[^.]+$/, '');
}

function parseJson(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Error(`${file}: the file is not JSON. ${(error as Error).message}.`, { cause: error });
	}
}
