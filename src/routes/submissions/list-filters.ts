import { quarterIndex } from '$lib/domain';
import type { LoadedFile } from '$lib/server/intake';
import { periodWords, type LineWords } from '$lib/ui/submission-line';
import { STATUS_LABELS } from '$lib/ui/words/submissions';

/** What the reader of the list has chosen. */
export interface ListFilters {
	partner: string;
	dataset: string;
	period: string;
	status: string;
}

/** The choices of the list as its address has them. */
export function readListFilters(query: URLSearchParams): ListFilters {
	const text = (name: string) => query.get(name)?.trim() ?? '';
	return {
		partner: text('partner'),
		dataset: text('dataset'),
		period: text('period'),
		status: text('status')
	};
}

/** The submissions that fit, the newest first. */
export function filterSubmissions(all: LoadedFile[], filters: ListFilters): LoadedFile[] {
	const chosen = Object.entries(filters).filter(([, value]) => value !== '') as [keyof ListFilters, string][];
	const fitting = all.filter((file) => chosen.every(([name, value]) => file[name] === value));
	return fitting.sort((a, b) => newest(b) - newest(a) || (a.received_at < b.received_at ? 1 : -1));
}

function newest({ period }: LoadedFile): number {
	return period ? quarterIndex(period) : Number.MAX_SAFE_INTEGER;
}

/** What can be chosen: only what occurs. */
export function listChoices(all: LoadedFile[], words: LineWords) {
	const present = (values: (string | null)[]) => [...new Set(values)].filter((value) => value !== null);
	const periods = present(all.map(({ period }) => period)).sort((a, b) => quarterIndex(b) - quarterIndex(a));
	return {
		partners: present(all.map(({ partner }) => partner)).map((value) => ({
			value,
			label: words.partners[value] ?? value
		})),
		datasets: present(all.map(({ dataset }) => dataset)).map((value) => ({
			value,
			label: words.datasets[value] ?? value
		})),
		periods: periods.map((value) => ({ value, label: periodWords(value, words.calendar) })),
		statuses: present(all.map(({ status }) => status)).map((value) => ({
			value,
			label: STATUS_LABELS[value as LoadedFile['status']].label
		}))
	};
}
