import type { About, Deed } from './deeds';

/** What a loading says of one file; the name of the file stays out of the log. */
interface Loaded {
	submission_id: string | null;
	partner: string;
	dataset: string | null;
	period: string | null;
	status: string;
	already_received: boolean;
	/** The state in which it was published just now. */
	state: number | null;
	datasets?: Made[];
}

type Made = Pick<Loaded, 'submission_id' | 'dataset' | 'period' | 'status'>;

/** What is written down of loaded files: each submission that was filed, and each that was published with it. */
export function notesOfLoading(files: Loaded[]): { did: Deed; about: About }[] {
	return files.flatMap((file) => (file.datasets ?? [file]).flatMap((made) => notesOf(file, made)));
}

function notesOf(
	{ partner, already_received, state }: Loaded,
	{ submission_id: submission, dataset, period, status }: Made
): { did: Deed; about: About }[] {
	const did = already_received ? 'filed again' : 'filed';
	const filed = { did, about: { submission, partner, dataset, period, status } } as const;
	if (state === null || status !== 'published') return [filed];
	return [filed, { did: 'published', about: { submission, state } }];
}
