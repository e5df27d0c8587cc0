const files = import.meta.glob<string>(
	['./schema/*.sql', './steps/*.sql', './staging/*.sql', './marts/*.sql'],
	{
		eager: true,
		import: 'default',
		query: '?raw'
	}
);

/** The text of one statement file of this room, by folder and name: `statement('marts/gap_reason')`. */
export function statement(name: string): string {
	const text = files[`./${name}.sql`];
	if (text === undefined) throw new Error(`There is no statement ${name}.sql in the warehouse room.`);
	return text;
}

/** Names of the statement files in a folder, in order. */
export function statementsIn(folder: 'schema' | 'staging' | 'marts'): string[] {
	const names = Object.keys(files).map((path) => path.slice(2, -'.sql'.length));
	return names.filter((name) => name.startsWith(`${folder}/`)).sort();
}
