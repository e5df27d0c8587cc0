/** A file to download: its name and its address. */
export interface SampleFile {
	name: string;
	href: string;
}

/** Samples that layouts name: those of outside standards, and the first quarter of the invented partners. */
const ADDRESSES = import.meta.glob<string>(
	['/data/samples/formats/*/*', '/data/samples/*/2013Q4/*', '!/data/samples/**/*.md'],
	{ eager: true, import: 'default', query: '?url' }
);

/** Where a sample can be downloaded; null when it is not among those that are. */
export function sampleFile(path: string): SampleFile | null {
	const href = ADDRESSES[`/${path}`];
	return href === undefined ? null : { name: path.split('/').pop() ?? path, href };
}
