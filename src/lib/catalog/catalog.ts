import type { DatasetId } from '$lib/domain';
import { joinCodeLists, readCodeList, type CodeList } from './code-list';
import { readDataset, type Dataset } from './dataset';
import { refuseDoubles } from './declaration';
import { readLayout, type Format } from './format';
import { checkTransformCodes } from './check-transform';
import { isTransform, readTransform, type Transform } from './transform';

/** Everything that data/ declares, checked. */
export interface Catalog {
	codeLists: CodeList[];
	datasets: Dataset[];
	formats: Format[];
	transforms: Transform[];
}

/** Declarations as texts by path, so that a test may break one. */
export interface Declarations {
	codes: Record<string, string>;
	datasets: Record<string, string>;
	formats: Record<string, string>;
}

/** Reads and checks all declarations against each other; refuses doubles, unknown columns and unknown codes. */
export function readCatalog(declared: Declarations): Catalog {
	const codeLists = each(declared.codes, readCodeList);
	const listIds = codeLists.map(({ id }) => id);
	const datasets = each(declared.datasets, (file, text) => readDataset(file, text, listIds));
	refuseDoubles('dataset', filesOf(declared.datasets, datasets));
	const joined = joinedLists(datasets, codeLists);
	const texts = Object.entries(declared.formats);
	const transforms = texts
		.filter(([, text]) => isTransform(text))
		.map(([path, text]) => readTransform(relative(path), text, datasets));
	const spelled = texts.filter(([, text]) => !isTransform(text));
	const layouts = spelled.map(([path, text]) => ({
		file: relative(path),
		formats: readLayout(relative(path), text, datasets)
	}));
	refuseDoubles(
		'format',
		layouts.flatMap(({ file, formats }) =>
			formats.map((format) => ({ key: `${format.id} ${format.dataset}`, file }))
		)
	);
	const catalog = {
		codeLists: [...codeLists, ...joined],
		datasets,
		formats: ownFirst(layouts.flatMap(({ formats }) => formats)),
		transforms
	};
	checkFormatCodes(catalog);
	for (const transform of transforms) checkTransformCodes(transform, datasets, catalog.codeLists);
	return catalog;
}

function each<Value>(texts: Record<string, string>, read: (file: string, text: string) => Value): Value[] {
	return Object.entries(texts).map(([path, text]) => read(relative(path), text));
}

function filesOf(texts: Record<string, string>, datasets: Dataset[]): { key: DatasetId; file: string }[] {
	const paths = Object.keys(texts).map(relative);
	return datasets.map(({ id }, index) => ({ key: id, file: paths[index] ?? id }));
}

function relative(path: string): string {
	return path.replace(/^\//, '');
}

function joinedLists(datasets: Dataset[], codeLists: CodeList[]): CodeList[] {
	const ids = datasets.flatMap(({ columns }) => columns.map(({ codes }) => codes ?? ''));
	const joined = [...new Set(ids.filter((id) => id.includes('+')))];
	return joined.map((id) => {
		const parts = id.split('+');
		return joinCodeLists(
			id,
			codeLists.filter((list) => parts.includes(list.id))
		);
	});
}

function ownFirst(formats: Format[]): Format[] {
	return [...formats].sort((a, b) => Number(a.partner !== null) - Number(b.partner !== null));
}

function checkFormatCodes({ formats, datasets, codeLists }: Catalog): void {
	for (const format of formats) {
		const columns = datasets.find(({ id }) => id === format.dataset)?.columns ?? [];
		for (const [name, codes] of Object.entries(format.codes)) {
			const column = columns.find((candidate) => candidate.name === name);
			const list = codeLists.find(({ id }) => id === column?.codes)?.codes.map(({ code }) => code);
			const allowed = list ?? (column?.type === 'boolean' ? ['true', 'false'] : null);
			const isWrong = (code: string) => !['', 'leave-out'].includes(code) && !allowed?.includes(code);
			const wrong = allowed ? Object.values(codes).find(isWrong) : undefined;
			if (wrong !== undefined) {
				throw new Error(
					`data/formats/${format.id}.json: datasets.${format.dataset}.codes.${name} is wrong. "${wrong}" is not a code of ${column?.codes ?? 'yes or no'}.`
				);
			}
		}
	}
}
