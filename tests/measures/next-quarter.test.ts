import { existsSync as stands } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { firstSettings } from '$lib/server/desk';
import { loadPaths } from '$lib/server/intake';
import { answer } from '$lib/server/measures';
import { closeHomes, openHome, options } from '../intake/a-home';

afterAll(closeHomes);

const PARTNERS = ['workforce-partnership', 'navigators', 'county-human-services'];
const FILES = ['participants', 'needs', 'deliveries', 'offerings', 'awards'];

test('three partners’ needs are protected in their second quarter too, after their first was published', async () => {
	const w = await openHome();
	const context = firstSettings(true);
	const file = async (quarter: string) => {
		for (const partner of PARTNERS) {
			const paths = FILES.map((name) => `data/samples/${partner}/${quarter}/${name}.csv`).filter(stands);
			await loadPaths(w, paths, { partner, period: quarter }, options({ publish: true }));
		}
		return answer(w, { measure: 'need_coverage', by: ['quarter'] }, context);
	};
	expect((await file('2013Q4')).rows.map(({ status }) => status)).toEqual(['shown']);
	expect((await file('2014Q1')).rows.map(({ status }) => status)).toEqual(['shown', 'shown']);
}, 60_000);
