import { afterAll, describe, expect, it } from 'vitest';
import { ageBands } from '$lib/server/people';
import { makeState } from '$lib/server/warehouse';
import { change, clearHomes, emptyHome, open, publish, stage, submission } from '../warehouse/small-quarter';
import { quarterIndex } from '$lib/domain';
import { publishRosters } from './roster';

afterAll(clearHomes);

const IDENTIFYING = ['first_name', 'last_name', 'birth_date', 'ssn', 'alt_id', 'identity_hash'];

const planted = {
	participant_id: 'N-1',
	first_name: 'Zebulonia',
	last_name: 'Quackenbush',
	birth_date: '1988-02-03',
	ssn: '900-45-6123',
	identity_hash: 'feedfacecafe'
};

describe('the vault', () => {
	it('alone has columns that identify people', async () => {
		const w = await open(emptyHome());
		const rows = await w.read<{ table_schema: string }>(
			`SELECT DISTINCT table_schema FROM information_schema.columns
			WHERE table_catalog = 'w' AND list_contains($1::VARCHAR[], column_name)`,
			[IDENTIFYING]
		);
		expect(rows).toEqual([{ table_schema: 'vault' }]);
		await w.close();
	});

	it('alone holds the values that a roster brought to identify people', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [{ partner: 'navigators', people: [planted] }]);
		await w.transaction(ageBands);
		const columns = await w.read<{ place: string; table_schema: string; column_name: string }>(
			`SELECT table_catalog || '.' || table_schema || '.' || table_name AS place, table_schema, column_name
			FROM information_schema.columns WHERE table_schema NOT IN ('information_schema', 'pg_catalog')`
		);
		const found = new Set<string>();
		for (const { place, table_schema, column_name } of columns) {
			const rows = await w.read(
				`SELECT 1 FROM ${place} WHERE regexp_matches("${column_name}"::VARCHAR, '(?i)zebulonia|quackenbush|1988-02-03|900-?45-?6123|feedfacecafe')`
			);
			if (rows.length > 0) found.add(table_schema);
		}
		expect(columns.length).toBeGreaterThan(150);
		expect([...found]).toEqual(['vault']);
		await w.close();
	});

	it('keeps what the latest staging of a submission brought, not both', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [{ partner: 'navigators', people: [planted] }]);
		const [row] = await w.read('SELECT count(*) AS n, min(ssn) AS ssn FROM vault.identifiers');
		expect(row).toEqual({ n: 1, ssn: '900-45-6123' });
		await w.close();
	});
});

describe('age bands', () => {
	it('follow a birthday from one quarter to the next', async () => {
		const w = await open(emptyHome());
		const turning25 = { participant_id: 'N-1', ssn: '900-12-3456', birth_date: '1990-04-01' };
		await publishRosters(w, [{ partner: 'navigators', people: [turning25, { participant_id: 'N-2' }] }]);
		await publish(w, submission('later', { period: '2015Q3' }), []);
		await w.transaction(ageBands);
		const rows = await w.read<{ row: string }>(
			`SELECT concat_ws(' ', participant_id, age_band, from_index, to_index) AS row
			FROM mart.person_ages JOIN main.participant_keys USING (person_key) ORDER BY row`
		);
		expect(rows.map(({ row }) => row)).toEqual([
			`N-1 18_24 ${quarterIndex('2015Q1')} ${quarterIndex('2015Q1')}`,
			`N-1 25_34 ${quarterIndex('2015Q2')} ${quarterIndex('2015Q3')}`
		]);
		await w.close();
	});

	it('stand at the start of each enrollment', async () => {
		const w = await open(emptyHome());
		await publishRosters(w, [
			{
				partner: 'navigators',
				people: [{ participant_id: 'N-1', ssn: '900-12-3456', birth_date: '1960-03-01' }]
			}
		]);
		await w.transaction(async (tx) => {
			const stay = (id: string, start: string) => ({
				enrollment_id: id,
				participant_id: 'N-1',
				program: 'nursing_assistant',
				start_date: start,
				status: 'active'
			});
			await stage(tx, submission('e', { dataset: 'enrollments' }), [
				stay('E1', '2015-02-28'),
				stay('E2', '2015-03-01')
			]);
			await makeState(tx, change(['e']));
		});
		await w.transaction(ageBands);
		expect(await w.read('SELECT * FROM mart.age_at_start ORDER BY enrollment_id')).toEqual([
			{ partner: 'navigators', enrollment_id: 'E1', age_band: '45_54' },
			{ partner: 'navigators', enrollment_id: 'E2', age_band: '55_plus' }
		]);
		await w.close();
	});

	it('are empty before anything is published', async () => {
		const w = await open(emptyHome());
		await w.transaction(ageBands);
		expect(await w.read('SELECT * FROM mart.person_ages')).toEqual([]);
		await w.close();
	});
});
