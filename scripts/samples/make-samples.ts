import { quarterName } from './days.ts';
import { describe } from './describe.ts';
import { fileDeliveries, fileNeeds } from './file-ledger.ts';
import { fileAwards, fileExpenditures, fileOfferings } from './file-money.ts';
import { fileParticipants } from './file-people.ts';
import { fileEnrollments, fileOutcomes } from './file-training.ts';
import type { Filed } from './filed.ts';
import { makeFormatSamples } from './formats/index.ts';
import { makeWorld } from './make-world.ts';
import { outlinesDocument } from './outlines.ts';
import { partnershipDocument } from './partnership.ts';
import { isResubmitted, sentTooEarly } from './resubmission.ts';
import { withSlips } from './slips.ts';
import { spell } from './spell.ts';
import type { World } from './world.ts';

/** Every file of data/samples by its path there; the same bytes on every machine and at every time. */
export function makeSamples(): Map<string, Uint8Array> {
	const { people, world } = makeWorld();
	const filed = fileAll(world);
	const files = new Map<string, Uint8Array>();
	for (const file of filed) {
		const folder = `${file.partner}/${quarterName(file.quarter)}`;
		if (!isResubmitted(file)) files.set(`${folder}/${file.dataset}.csv`, spell(file));
		else {
			files.set(`${folder}/${file.dataset}.csv`, spell(sentTooEarly(file)));
			files.set(`${folder}/${file.dataset}.resubmitted.csv`, spell(file));
		}
	}
	files.set('partnership.json', Buffer.from(partnershipDocument()));
	files.set('zip-codes.geojson', Buffer.from(outlinesDocument()));
	for (const [path, bytes] of makeFormatSamples()) files.set(`formats/${path}`, bytes);
	files.set('README.md', Buffer.from(describe({ people, world, filed, files })));
	return files;
}

/** What every partner files, quarter by quarter, in our words, slips included. */
export function fileAll(world: World): Filed[] {
	const filed = [
		...fileParticipants(world),
		...fileEnrollments(world),
		...fileNeeds(world),
		...fileDeliveries(world),
		...fileOutcomes(world),
		...fileAwards(),
		...fileExpenditures(world),
		...fileOfferings(world)
	];
	return filed.filter((file) => !isLate(file) && isNews(file, filed)).map(withSlips);
}

/** Awards and the matrix are sent again only when they changed. */
function isNews({ partner, dataset, quarter, rows }: Filed, filed: Filed[]): boolean {
	if (dataset !== 'awards' && dataset !== 'offerings') return true;
	const before = filed.find(
		(other) => other.partner === partner && other.dataset === dataset && other.quarter === quarter - 1
	);
	return JSON.stringify(before?.rows) !== JSON.stringify(rows);
}

/** The county housing authority has not sent its last quarter yet. */
function isLate({ partner, quarter }: Filed): boolean {
	return partner === 'county-housing-authority' && quarterName(quarter) === '2015Q3';
}
