import { SingleBar } from 'cli-progress';
import type { Voice } from './command';

/** Between two lines of progress where stderr is no terminal. */
const LINE_EVERY_MS = 2000;

/** Sentences and a progress bar on stderr, so that stdout holds the answer and nothing else. */
export function speakOnStderr(): Voice & { fallSilent(): void } {
	let bar: SingleBar | null = null;
	const fallSilent = () => {
		bar?.stop();
		bar = null;
	};
	return {
		tell(sentence) {
			fallSilent();
			process.stderr.write(`${sentence}\n`);
		},
		progress(done, total, what) {
			bar ??= startBar(total);
			bar.update(done, { what: what.replace(/[\p{Cc}\p{Cf}]/gu, '?') });
		},
		fallSilent
	};
}

function startBar(total: number): SingleBar {
	const bar = new SingleBar({
		stream: process.stderr,
		format: '  {value}/{total} {bar} {what}',
		barCompleteChar: '=',
		barIncompleteChar: '-',
		barsize: 24,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: LINE_EVERY_MS
	});
	bar.start(total, 0, { what: '' });
	return bar;
}
