import type { LoadedFile } from './loaded-file';

/** Whether nothing stands against publishing; what was withdrawn is offered again. */
export function isReady({ status }: Pick<LoadedFile, 'status'>): boolean {
	return ['checked', 'checked_with_warnings', 'withdrawn', 'superseded'].includes(status);
}
