import { copySqlite } from '$lib/server/accounts';
import { backUp, type Backup } from '$lib/server/desk';
import type { HomeCommand } from '../command';
import { plural } from '../table';

const SECRET = {
	inside:
		'It holds the secret that keys the hashes of people: keep it as safe as the home. BRAIDWORK_SECRET_FILE keeps the secret elsewhere.',
	outside:
		'The secret that keys the hashes of people is not in it (BRAIDWORK_SECRET_FILE): keep a copy of that file in another safe place.'
};

/** Copies the home whole, also while it is served and loaded into. */
export default {
	name: 'backup',
	place: 'home',
	takes: ['DIR'],
	options: {
		since: {
			type: 'string',
			valueHint: 'DIR',
			description: 'an earlier backup on the same disk: its unharmed originals take no room twice'
		}
	},
	async run(order, { home, now, progress, note }) {
		const since = order.text('since');
		const earlier = since === undefined ? {} : { since: order.path(since) };
		const made = await backUp(home, order.path(order.words[0] ?? ''), {
			now,
			copySqlite,
			progress,
			...earlier
		});
		await note('made a backup', { state: made.state });
		const error = problemOf(made);
		return { json: { ...made, ...(error && { error }) }, words: wordsOf(made), failed: error !== null };
	}
} satisfies HomeCommand;

function problemOf({ problems }: Backup): { code: string; message: string; hint: string } | null {
	if (problems.length === 0) return null;
	return {
		code: 'damaged_originals',
		message: `The backup stands, but ${plural(problems.length, 'original')} of the home is not what was received.`,
		hint: 'Run `braidwork check`, and fetch these files from an earlier backup.'
	};
}

function wordsOf(made: Backup): string {
	const size = `${plural(made.files, 'file')}, ${(made.bytes / 1e6).toFixed(1)} MB`;
	return [
		`The backup of state ${made.state} is at ${made.backup} (${size}).`,
		SECRET[made.secret],
		...made.problems.map((problem) => `- ${problem}`)
	].join('\n');
}
