import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DATASET_IDS, type IntakeQuestion, type Quarter } from '$lib/domain';
import { listSubmissions, type SubmissionRecord } from '$lib/server/warehouse';
import { removeKept } from './door/kept-file';
import type { LoadedFile } from './loaded-file';
import { extractTable, type ZipMember } from './read';
import type { Received } from './receive';
import { emptyFile } from './refused-file';
import { datasetIn } from './resolve-claim';
import type { prepareFile } from './take-file';
import { baseOf, readArchive, recogniseNames, takeSource } from './transform';

/** What is known of an archive of several tables before it is read. */
interface Opened {
	place: {
		partner: string;
		period: { period: Quarter } | { question: IntakeQuestion };
		folder: string;
		known: SubmissionRecord[];
	};
	tables: ZipMember[];
	limit: number;
}

type Take = () => Promise<LoadedFile[]>;

/**
 * Opens an archive of several tables: that of an outside standard is taken as a whole, of any other each file is taken
 * as if it had been sent by itself. Asks for the quarter where nothing tells it.
 */
export async function openArchive(
	received: Received,
	{ place, tables, limit }: Opened,
	prepare: typeof prepareFile
): Promise<Take | { question: IntakeQuestion; file: LoadedFile }> {
	const { file, claim, options } = received;
	const { partner, period, folder, known } = place;
	if ('question' in period) {
		const asked = { ...emptyFile(file, { ...claim, partner }, options.now), container: 'zip' };
		return { ...period, file: { ...asked, status: 'needs_answer', questions: [period.question] } };
	}
	const standard = recogniseNames(tables.map(({ name }) => name));
	if (!standard) return () => takeEach(received, { place, tables, limit }, prepare);
	const archive = { path: file.path, name: file.name, members: tables, folder, limit };
	const read = await readArchive(archive, standard);
	return () => takeSource(received, read, { partner, period: period.period, folder, known });
}

/** Takes each file of an archive by itself, those first that others refer to. Each is kept by itself, the archive is not. */
async function takeEach(
	received: Received,
	{ place, tables, limit }: Opened,
	prepare: typeof prepareFile
): Promise<LoadedFile[]> {
	const { w, file, claim, options } = received;
	const period = 'period' in place.period ? place.period.period : undefined;
	const rank = ({ name }: ZipMember) => (DATASET_IDS.indexOf(datasetIn(baseOf(name)) ?? 'offerings') + 8) % 8;
	const files: LoadedFile[] = [];
	let room = limit;
	for (const member of [...tables].sort((one, other) => rank(one) - rank(other))) {
		const target = join(place.folder, 'member');
		await extractTable(file.path, member, { name: file.name, target, limit: room });
		room -= member.size;
		const name = baseOf(member.name);
		const own = { ...claim, partner: place.partner, dataset: datasetIn(name), period, calendar: undefined };
		const prepared = await prepare(w, { name, path: target }, own, options);
		files.push(...(await prepared.finish()));
		await rm(target, { force: true });
	}
	const same = await listSubmissions(w, { sha256: file.sha256 });
	if (same.length === 0) await removeKept(file.path);
	return files;
}
