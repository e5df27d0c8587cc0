import { encode, writeTable } from '../encode.ts';
import { readTable } from '../text-table.ts';
import { zipOf } from './zip.ts';

const FILES: Record<string, string> = {
	'organization.csv': `
id   | name                   | description
org1 | Invented Family Center | Help for families
org2 | Invented Legal Clinic  |
`,
	'service.csv': `
id | organization_id | name             | status   | eligibility_description | assured_date | last_modified
s1 | org1            | Sunny Corner     | active   | Children under five     | 2015-02-10   | 2015-02-11T08:00:00Z
s2 | org1            | Food pantry      | active   |                         |              | 2015-01-20T08:00:00Z
s3 | org2            | Legal aid        | active   |                         |              |
s4 | org2            | Tenancy advice   | inactive |                         |              |
s5 | org2            | Telescope repair | active   |                         |              |
`,
	'attribute.csv': `
id | link_id | taxonomy_term_id | link_entity
a1 | s1      | t1               | service
`,
	'taxonomy_term.csv': `
id | code | name
t1 | 101  | Child Care
`
};

/** A resource directory of two invented organizations; of one service nobody knows what it is. */
export function hsdsSamples(): Map<string, Uint8Array> {
	const files = new Map(Object.entries(FILES).map(([name, text]) => [name, csv(text)]));
	return new Map([
		['hsds/directory.zip', zipOf(files)],
		['hsds/services.csv', files.get('service.csv')!]
	]);
}

function csv(text: string): Uint8Array {
	const rows = readTable(text);
	const header = Object.keys(rows[0]!);
	const cells = rows.map((row) => header.map((name) => row[name] ?? ''));
	const dialect = { encoding: 'utf-8', delimiter: ',', newline: '\n', quotesAll: false } as const;
	return encode(writeTable([header, ...cells], dialect), 'utf-8');
}
