import { Refusal } from '$lib/domain';
import { consoleActor } from '$lib/server/access';
import { noteDeed } from '$lib/server/audit';
import { restoreHome, type Restored } from '$lib/server/desk';
import { recoverLost } from '$lib/server/intake';
import { checkHome, describeChecked, type Checked } from '../check-home';
import type { FreeCommand } from '../command';
import { holderOf } from '../console-client';
import { plural } from '../table';

/** Puts a backup back as a home, after every file and every invariant was verified. */
export default {
	name: 'restore',
	place: 'free',
	withoutHome: true,
	takes: ['DIR'],
	options: {
		replace: { type: 'boolean', description: 'move a home that stands there aside; it is kept' }
	},
	async run(order, { directory, now, tell, progress }) {
		await refuseServed(directory);
		const found: Checked[] = [];
		const restored = await restoreHome(order.path(order.words[0] ?? ''), directory, {
			now,
			tell,
			progress,
			replace: order.flag('replace'),
			prove: async (home) => {
				await recoverLost(home.warehouse, { settings: home.settings, now, tell });
				found.push(await checkHome(home));
				return found.at(-1)?.problems ?? [];
			}
		});
		const checked = found.at(-1);
		if (!checked) throw new Error('The restored home was not checked.');
		const about = { state: restored.state };
		await noteDeed(directory, { who: consoleActor().who, did: 'restored a backup', about, now });
		return outcomeOf(restored, { ...checked, problems: restored.problems });
	}
} satisfies FreeCommand;

function outcomeOf(restored: Restored, checked: Checked) {
	const { error, words } = describeChecked(checked);
	const ok = error === undefined;
	const size = `${plural(restored.files, 'file')}, ${(restored.bytes / 1e6).toFixed(1)} MB`;
	const aside = restored.moved_aside;
	return {
		json: { ...restored, ok, notes: checked.notes, ...(error && { error }) },
		words: [
			`The backup of ${restored.made_at} stands at ${restored.home}: state ${restored.state}, ${size}.`,
			...(aside === null ? [] : [`The home that was there lies at ${aside}.`]),
			words
		].join('\n'),
		failed: !ok
	};
}

async function refuseServed(directory: string): Promise<void> {
	const holder = await holderOf(directory);
	if (!holder) return;
	throw new Refusal(
		'busy',
		`The home ${directory} is served at ${holder.address}.`,
		`Stop process ${holder.pid} first, or restore to another place with --home.`
	);
}
