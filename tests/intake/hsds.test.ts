import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { loadAll, loadPaths } from '$lib/server/intake';
import { accounted, closeHomes, openHome, options } from './a-home';
import { zip } from './make-zip';
import { csvsOf } from './open-zip';

afterEach(closeHomes);

const CLAIM = { partner: 'county-human-services', period: '2015Q1' };
const OFFERINGS = `SELECT offering_id, offering_partner, service, population, status, condition, from_date::VARCHAR AS since
	FROM staging.live_offerings ORDER BY 1`;

it('makes offerings of a directory, whose status nobody has said yet', async () => {
	const w = await openHome();
	const path = 'data/samples/formats/hsds/directory.zip';
	const { files } = await loadPaths(w, [path], CLAIM, options({ publish: true }));
	const rows = await w.read(OFFERINGS);
	expect(rows.map((row) => Object.values(row))).toEqual([
		['s1', 'Invented Family Center', 'child_care', 'any', 'unknown', 'Children under five', '2015-02-10'],
		['s2', 'Invented Family Center', 'food', 'any', 'unknown', null, '2015-01-20'],
		['s3', 'Invented Legal Clinic', 'legal_aid', 'any', 'unknown', null, '2015-01-01']
	]);
	const [services] = files;
	expect(services).toMatchObject({ file: 'service.csv', format: 'hsds', rows_in_file: 6, rows_loaded: 3 });
	expect(services!.rows_ignored).toContainEqual({ row: 5, why: 'not active in the source' });
	const strange = services!.findings.find(({ rule }) => rule === 'unknown_code');
	expect(strange).toMatchObject({ row: 6, header: 'name', value: 'Telescope repair' });
	expect(
		files.map((one) => [one.file, one.rows_in_file, one.rows_loaded, one.rows_rejected, one.rows_ignored])
	).toEqual([
		[
			'service.csv',
			6,
			3,
			1,
			[
				{ row: 1, why: 'header' },
				{ row: 5, why: 'not active in the source' }
			]
		],
		['organization.csv', 3, 2, 0, [{ row: 1, why: 'header' }]],
		['attribute.csv', 2, 1, 0, [{ row: 1, why: 'header' }]],
		['taxonomy_term.csv', 2, 1, 0, [{ row: 1, why: 'header' }]]
	]);
	for (const file of files) expect(accounted(file), file.file).toBe(file.rows_in_file);
});

it('says of a classification that nobody knows which file it stands in', async () => {
	const w = await openHome();
	const members = csvsOf(readFileSync('data/samples/formats/hsds/directory.zip'));
	members.set('taxonomy_term.csv', members.get('taxonomy_term.csv')!.replace('Child Care', 'Stargazing'));
	const bytes = zip(...[...members].map(([name, text]) => ({ name, content: Buffer.from(text) })));
	const files = await loadAll(w, { name: 'directory.zip', bytes }, CLAIM, options());
	const strange = files[0]!.findings.filter(({ rule }) => rule === 'unknown_code');
	expect(strange.map(({ row, header, value }) => [row, header, value])).toEqual([
		[2, 'taxonomy_term.csv: name', 'Stargazing'],
		[6, 'name', 'Telescope repair']
	]);
	for (const file of files) expect(accounted(file), file.file).toBe(file.rows_in_file);
});

it('takes the services alone, and the word for one that nobody knew from an answer', async () => {
	const w = await openHome();
	const answers = {
		'code.service.Telescope repair': 'uniforms_tools',
		'code.service.Sunny Corner': 'child_care'
	};
	const path = 'data/samples/formats/hsds/services.csv';
	const { files } = await loadPaths(w, [path], CLAIM, options({ publish: true, answers }));
	expect(files[0]).toMatchObject({ status: 'published', rows_loaded: 4, rows_rejected: 0 });
	const rows = await w.read(OFFERINGS);
	expect(rows.map((row) => Object.values(row).slice(0, 3))).toEqual([
		['s1', 'org1', 'child_care'],
		['s2', 'org1', 'food'],
		['s3', 'org2', 'legal_aid'],
		['s5', 'org2', 'uniforms_tools']
	]);
});
