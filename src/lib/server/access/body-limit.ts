import { ACCESS } from './route-access';

const MB = 1024 * 1024;

/** What is sent to a route that says nothing else: words in a form. */
const FORM_MB = 1;

/**
 * Most bytes that may be sent to a route by a method: a form's worth unless the table says otherwise, and the home's own
 * limit where files are filed. A path stands for its route where the route names nothing in brackets; those with
 * brackets take forms alone.
 */
export function bodyLimit(route: string | null, method: string, uploadLimit: number): number {
	const lines = ACCESS.filter(
		(entry) => entry.route === route && entry.methods.some((one) => one === method)
	);
	return Math.max(
		FORM_MB * MB,
		...lines.map(({ bodyMb = FORM_MB }) => (bodyMb === 'upload' ? uploadLimit : bodyMb * MB))
	);
}

/** Whether a route receives files as a stream and counts them itself. */
export function streamsUploads(route: string | null, method: string): boolean {
	return ACCESS.some(
		(entry) =>
			entry.route === route && entry.bodyMb === 'upload' && entry.methods.some((one) => one === method)
	);
}
