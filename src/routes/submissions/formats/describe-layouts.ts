import { dataset, formats, type Format } from '$lib/catalog';
import type { CodeLine } from '$lib/ui/format-sentences';
import { FORMAT_WORDS } from '$lib/ui/words/formats';
import { sampleFile, type SampleFile } from './sample-files';

/** One export in a partner's own layout. */
export interface DescribedExport {
	dataset: string;
	title: string;
	sample: SampleFile | null;
	/** How its dates are written, and what is left out. */
	lines: string[];
	columns: { column: string; title: string; isIdentifying: boolean; from: string; codes: CodeLine | null }[];
}

/** A partner's layout as its page shows it. */
export interface DescribedLayout {
	id: string;
	title: string;
	description: string;
	partner: string;
	exports: DescribedExport[];
}

/** The layouts of partners, in words. */
export function describeLayouts(): DescribedLayout[] {
	const own = formats().filter(({ partner }) => partner !== null);
	return [...Map.groupBy(own, ({ id }) => id)].flatMap(([id, all]) => {
		const [first] = all;
		if (!first) return [];
		const { title, description, partner } = first;
		return [{ id, title, description, partner: partner ?? '', exports: all.map(describeExport) }];
	});
}

function describeExport(format: Format): DescribedExport {
	const { title, columns } = dataset(format.dataset);
	const headers = Map.groupBy(Object.entries(format.headers), ([, column]) => column);
	const taken = columns.flatMap(({ name, title: ours, identifying }) => {
		const from = headers.get(name)?.map(([header]) => header) ?? [];
		if (from.length === 0) return [];
		const codes = Object.entries(format.codes[name] ?? {}).map(([theirs, code]) => ({ theirs, ours: code }));
		return [
			{
				column: name,
				title: ours,
				isIdentifying: identifying,
				from: from.join(FORMAT_WORDS.says.or),
				codes: codes.length > 0 ? { codes, other: null, unknown: [] } : null
			}
		];
	});
	return {
		dataset: format.dataset,
		title,
		sample: sampleFile(format.sample),
		lines: linesOf(format),
		columns: taken
	};
}

function linesOf({ dates, ignored_headers }: Format): string[] {
	const { partners, orders } = FORMAT_WORDS;
	const order = typeof dates === 'string' ? orders[dates] : undefined;
	return [
		...(order ? [partners.dates(order)] : []),
		...(ignored_headers.length > 0 ? [partners.ignored(ignored_headers.join(', '))] : [])
	];
}
