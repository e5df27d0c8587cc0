import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DATASET_IDS, Refusal, type IntakeQuestion, type Quarter } from '$lib/domain';
import { agreementOf } from '$lib/server/agreements';
import { listSubmissions, type SubmissionRecord } from '$lib/server/warehouse';
import { MOST_HELD, tooLargeToCut } from './door/cut-archive';
import { leavesDatasetsOut } from './door/forbidden-headers';
import { removeKept } from './door/kept-file';
import type { LoadedFile } from './loaded-file';
import { extractTable, type ZipMember } from './read';
import type { Received } from './receive';
import { emptyFile, refusedFile } from './refused-file';
import { datasetIn } from './resolve-claim';
import type { prepareFile } from './take-file';
import { cutIn } from './door/describe-cut';
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
	/** Files that are no tables. */
	beside: ZipMember[];
	limit: number;
}

type Take = () => Promise<LoadedFile[]>;

/**
 * Opens an archive of several tables: that of an outside standard is taken as a whole, of any other each file is taken
 * as if it had been sent by itself. Asks for the quarter where nothing tells it.
 */
export async function openArchive(
	received: Received,
	{ place, tables, beside, limit }: Opened,
	prepare: typeof prepareFile
): Promise<Take | { question: IntakeQuestion; file: LoadedFile }> {
	const { file, claim, options } = received;
	const { partner, period, folder, known } = place;
	if ('question' in period) {
		const asked = { ...emptyFile(file, { ...claim, partner }, options.now), container: 'zip' };
		return { ...period, file: { ...asked, status: 'needs_answer', questions: [period.question] } };
	}
	const standard = recogniseNames(tables.map(({ name }) => name));
	const left = beside.map((member) => leftAlone(received, partner, member));
	if (!standard)
		return async () => [...(await takeEach(received, { place, tables, limit }, prepare)), ...left];
	const agreement = agreementOf(received.w.home, partner);
	if (agreement && file.bytes > MOST_HELD && leavesDatasetsOut(standard.transform, agreement))
		throw tooLargeToCut(file.name);
	const { path, name, removed } = file;
	const archive = { path, name, members: tables, folder, limit, removed, agreement };
	const read = await readArchive(archive, standard);
	const taking = { partner, period: period.period, folder, known };
	return async () => [...(await takeSource(received, read, taking)), ...left];
}

/** A file of an archive that nothing is taken from, and why. */
function leftAlone({ file, claim, options }: Received, partner: string, member: ZipMember): LoadedFile {
	const name = baseOf(member.name);
	const refusal =
		member.size === 0
			? new Refusal(
					'empty_file',
					`${name} in ${file.name} is empty: it has not one byte.`,
					'Export it again.'
				)
			: new Refusal(
					'not_a_table',
					`${name} in ${file.name} is not named like a table, so it was left alone.`,
					'If it holds rows, save them as CSV or as a workbook (.xlsx) and send that.'
				);
	return refusedFile({ ...file, name }, { ...claim, partner }, { refusal, now: options.now });
}

/**
 * Takes each file of an archive by itself, those first that others refer to. Each is kept by itself, the archive is
 * not; one that cannot be taken out is said, and the others go on.
 */
async function takeEach(
	received: Received,
	{ place, tables, limit }: Omit<Opened, 'beside'>,
	prepare: typeof prepareFile
): Promise<LoadedFile[]> {
	const { w, file, claim, options } = received;
	const period = 'period' in place.period ? place.period.period : undefined;
	const rank = ({ name }: ZipMember) => (DATASET_IDS.indexOf(datasetIn(baseOf(name)) ?? 'offerings') + 8) % 8;
	const files: LoadedFile[] = [];
	let room = limit;
	for (const member of [...tables].sort((one, other) => rank(one) - rank(other))) {
		const target = join(place.folder, 'member');
		const name = baseOf(member.name);
		const dataset = tables.length === 1 ? claim.dataset : datasetIn(name);
		const own = { ...claim, partner: place.partner, dataset, period, calendar: undefined };
		const removed = cutIn(name, file.removed);
		try {
			await extractTable(file.path, member, { name: file.name, target, limit: room });
			room -= member.size;
			const prepared = await prepare(w, { name, path: target, removed }, own, options);
			files.push(...(await prepared.finish()));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			files.push(refusedFile({ ...file, name }, own, { refusal: error, now: options.now }));
		} finally {
			await rm(target, { force: true });
		}
	}
	const same = await listSubmissions(w, { sha256: file.sha256 });
	if (same.length === 0) await removeKept(file.path);
	return files;
}
