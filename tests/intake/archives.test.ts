import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkInvariants, loadAll } from '$lib/server/intake';
import { closeHomes, openHome, options } from './a-home';
import { row, workbook } from './make-workbook';
import { zip } from './make-zip';

afterEach(closeHomes);

describe('a zip of our own files', () => {
	const OWN = [
		{
			name: 'q1/deliveries.csv',
			content: 'delivery_id,participant_id,service,status,date\nD-1,N-1,food,delivered,2015-01-10\n'
		},
		{ name: 'q1/participants.csv', content: 'participant_id,intake_date\nN-1,2015-01-02\n' },
		{
			name: 'q1/needs.csv',
			content:
				'need_id,participant_id,service,identified_date,status\nND-1,N-1,food,sometime,open\nND-2,N-1,food,later,open\n'
		}
	].map(({ name, content }) => ({ name, content: Buffer.from(content) }));

	it('loads each file by itself, the roster first, and says which one is not right', async () => {
		const w = await openHome();
		const claim = { partner: 'navigators', period: '2015Q1' };
		const files = await loadAll(w, { name: 'q1.zip', bytes: zip(...OWN) }, claim, options({ publish: true }));
		expect(files.map(({ file, dataset, status }) => [file, dataset, status])).toEqual([
			['participants.csv', 'participants', 'published'],
			['needs.csv', 'needs', 'rejected'],
			['deliveries.csv', 'deliveries', 'published']
		]);
		expect(files[2]!.findings.map(({ rule }) => rule)).not.toContain('unknown_participant');
		expect(readdirSync(join(w.home, 'files'))).toHaveLength(3);
		expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
	});

	it('takes a workbook in it, goes on after a file that is damaged, and names what is no table', async () => {
		const w = await openHome();
		const roster = workbook([
			{ name: 'Roster', rows: row(['participant_id', 'intake_date']) + row(['N-1', '2015-01-02']) }
		]);
		const packed = zip(
			{ name: 'participants.xlsx', content: roster },
			{ ...OWN[2]!, crc: 1 },
			OWN[0]!,
			{ name: 'outcomes.csv', content: Buffer.alloc(0) },
			{ name: 'letter.pdf', content: Buffer.from('%PDF-1.4 invented') },
			{ name: '__MACOSX/._needs.csv', content: Buffer.from('x') }
		);
		const claim = { partner: 'navigators', period: '2015Q1' };
		const files = await loadAll(w, { name: 'q1.zip', bytes: packed }, claim, options({ publish: true }));
		expect(files.map(({ file, status, rows_loaded }) => [file, status, rows_loaded])).toEqual([
			['participants.xlsx', 'published', 1],
			['needs.csv', 'rejected', 0],
			['deliveries.csv', 'published', 1],
			['outcomes.csv', 'rejected', 0],
			['letter.pdf', 'rejected', 0]
		]);
		expect(files.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual(
			expect.arrayContaining(['broken_archive', 'empty_file', 'not_a_table'])
		);
		expect(files[4]!.findings[0]!.message).toContain('letter.pdf in q1.zip');
	});

	it('takes the one table beside other files as what its sender said', async () => {
		const w = await openHome();
		const packed = zip(
			{ ...OWN[0]!, name: 'export.csv' },
			{ name: 'notes.docx', content: Buffer.from('invented') }
		);
		const claim = { partner: 'navigators', dataset: 'deliveries', period: '2015Q1' } as const;
		const files = await loadAll(w, { name: 'export.zip', bytes: packed }, claim, options({ publish: true }));
		expect(files.map(({ file, dataset, status }) => [file, dataset, status])).toEqual([
			['export.csv', 'deliveries', 'published'],
			['notes.docx', 'deliveries', 'rejected']
		]);
	});

	it('asks for the quarter when nothing tells it', async () => {
		const w = await openHome();
		const [file] = await loadAll(
			w,
			{ name: 'files.zip', bytes: zip(...OWN) },
			{ partner: 'navigators' },
			options()
		);
		expect(file).toMatchObject({ status: 'needs_answer', container: 'zip' });
		expect(file!.questions.map(({ code }) => code)).toEqual(['period']);
	});
});
