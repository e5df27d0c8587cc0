import { realpathSync, statSync } from 'node:fs';
import type { Settings } from '$lib/domain';
import { openWarehouse, type OpenOptions, type UpgradeMoment, type Warehouse } from '$lib/server/warehouse';
import { keepPrivate } from './keep-private';
import { keepUpgraded, noHome, readSettings, saveSettings } from './settings';

/** A home that this process holds: its folder, its data and what the partnership decided. */
export interface OpenHome {
	readonly dir: string;
	readonly warehouse: Warehouse;
	settings: Settings;
}

/** How a home is opened, and who is told in sentences that an older one is brought up to date. */
export interface OpenHomeOptions extends OpenOptions {
	tell?: (sentence: string) => void;
}

/** Opens a home for this process. Refuses a folder that is no home, is in use, damaged, or of a newer version. */
export async function openHome(dir: string, { tell, ...limits }: OpenHomeOptions = {}): Promise<OpenHome> {
	if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw noHome(dir);
	const folder = realpathSync(dir);
	for (const remark of keepPrivate(folder)) tell?.(remark);
	const settings = await readSettings(folder);
	const reached = tell ? tellSteps(tell) : undefined;
	const warehouse = await openWarehouse(folder, { ...(reached && { reached }), ...limits });
	await keepUpgraded(folder, settings).catch(async (error: unknown) => {
		await warehouse.close();
		throw error;
	});
	return { dir: folder, warehouse, settings };
}

function tellSteps(tell: (sentence: string) => void): (at: UpgradeMoment) => void {
	return ({ version, does, moment }) => {
		if (moment === 'begins') tell(`Bringing the home to version ${version}: ${does} ...`);
	};
}

/** Lets go of a home: waits for what is running, stores everything, frees the lock. */
export async function closeHome(home: OpenHome): Promise<void> {
	await home.warehouse.close();
}

/**
 * Keeps changed settings, in the folder and in the open home. How the server is reached is read at its start only, so
 * what somebody wrote about that into config.json since then stays.
 */
export async function changeSettings(home: OpenHome, changes: Partial<Settings>): Promise<Settings> {
	const { server, limits } = await readSettings(home.dir);
	home.settings = await saveSettings(home.dir, { ...home.settings, server, limits, ...changes });
	return home.settings;
}
