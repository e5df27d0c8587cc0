import { describe, expect, it } from 'vitest';
import { checkInvariants } from '$lib/server/intake';
import { answer } from '$lib/server/measures';
import { inHome, stories } from './story';

const CONTEXT = { calendar: 'calendar' as const, threshold: 11, focus_award: null };

describe('a quarter someone could send', () => {
	it.each(stories().map((story) => [story.title, story] as const))('%s', async (_, story) => {
		await inHome(story, async (w, files) => {
			const said = Object.fromEntries(files.map((file) => [`${file.partner}/${file.period}/${file.file}`, file]));
			expect(Object.keys(said).sort()).toEqual(Object.keys(story.files).sort());
			for (const [path, expected] of Object.entries(story.files)) expect(said[path], path).toMatchObject(expected);
			if (story.people !== undefined) {
				const people = await w.read('SELECT count(DISTINCT person_key)::INTEGER AS n FROM main.participant_keys');
				expect(people).toEqual([{ n: story.people }]);
			}
			for (const [dataset, n] of Object.entries(story.live ?? {})) {
				expect(await w.read(`SELECT count(*)::INTEGER AS n FROM staging.live_${dataset}`), dataset).toEqual([{ n }]);
			}
			for (const { question, rows } of story.tables ?? []) {
				const table = await answer(w, question, CONTEXT);
				expect(table.rows, JSON.stringify(question)).toMatchObject(rows);
			}
			expect(await checkInvariants(w)).toEqual({ ok: true, problems: [] });
		});
	});
});
