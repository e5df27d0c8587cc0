import { expect, test } from 'vitest';
import { watched } from '../../src/hooks/watched';

test('work that failed says under which id until it has succeeded again, and whoever asks meanwhile shares one more run', async () => {
	const outcomes = [new Error('no room'), null, new Error('closing')];
	let runs = 0;
	const work = async () => {
		const outcome = outcomes[runs++];
		if (outcome) throw outcome;
	};
	const once = watched(work, (fault) => ((fault as Error).message === 'closing' ? null : `id-${runs}`));
	expect(once.fault()).toBeNull();
	const [first, second, third] = [once.run(), once.run(), once.run()];
	expect(await first).toBe(false);
	expect(once.fault()).toBe('id-1');
	expect([await second, await third, runs]).toEqual([true, true, 2]);
	expect(once.fault()).toBeNull();
	expect([await once.run(), once.fault()]).toEqual([false, null]);
});
