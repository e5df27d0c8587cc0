import { statfsSync } from 'node:fs';
import type { OpenHome } from './open-home';

/** Whether a home can be worked with at this moment; says nothing of what is in it. */
export interface Health {
	status: 'ok' | 'failing';
	database: 'ok' | 'failing';
	/** `low`: the database stops when a disk is full, so somebody should make room. */
	disk: 'ok' | 'low';
}

/** An answer that takes longer counts as none. */
const PATIENCE_MS = 5000;

/** Room below which a disk is called low: an upload of a usual size needs as much. */
const LOW_BYTES = 1024 ** 3;

/** Asks the database something and looks at the disk. */
export async function lookAtHealth(home: OpenHome): Promise<Health> {
	const database = (await answers(home)) ? 'ok' : 'failing';
	const { bavail, bsize } = statfsSync(home.dir);
	return { status: database, database, disk: bavail * bsize < LOW_BYTES ? 'low' : 'ok' };
}

function answers({ warehouse }: OpenHome): Promise<boolean> {
	return new Promise((resolve) => {
		const late = setTimeout(() => resolve(false), PATIENCE_MS);
		const told = (isWell: boolean) => {
			clearTimeout(late);
			resolve(isWell);
		};
		warehouse.read('SELECT count(*) FROM main.states').then(
			() => told(true),
			() => told(false)
		);
	});
}
