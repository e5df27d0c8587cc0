import { codeLabel, dataset } from '$lib/catalog';
import type { MatrixChange } from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, type BriefLine } from './line';

const words = BRIEF_SAYS.matrix;

/** A kind of change with more lines than this is counted by service. */
const MOST_TOLD = 3;

const KINDS = ['status', 'added', 'ended', 'left', 'terms'] as const;

/** What changed in the service matrix since the brief before, what matters most first. It says nothing of people. */
export function matrixLines(changes: MatrixChange[] | null, isFirst: boolean): BriefLine[] {
	if (isFirst) return [plain(words.first)];
	if (changes === null) return [plain(words.removed)];
	const lines = KINDS.flatMap((kind) => {
		const some = changes.filter(({ did }) => did === kind);
		if (some.length === 0) return [];
		const lead = words.did[kind];
		return [{ lead, text: some.length > MOST_TOLD ? counted(some) : some.map(lineWords).join('; ') }];
	});
	return lines.length > 0 ? lines : [plain(words.none)];
}

function counted(some: MatrixChange[]): string {
	const services = Map.groupBy(some, ({ service }) => service);
	const each = [...services].map(([service, lines]) => `${codeLabel('services', service)} ${lines.length}`);
	return words.ofServices(words.lines(some.length), each.join(', '));
}

function lineWords(change: MatrixChange): string {
	const { did, service, population, partner, before, after, day, terms } = change;
	const status = (code: string | null) => codeLabel('offering_status', code ?? '').toLowerCase();
	const line = words.line(codeLabel('services', service), codeLabel('populations', population), partner);
	if (did === 'status') return words.status(line, status(before), status(after));
	if (did === 'added') return words.with(line, status(after));
	if (did === 'ended' && day) return words.on(line, day);
	if (did === 'terms') return words.with(line, terms.map(columnTitle).join(', '));
	return line;
}

function columnTitle(name: string): string {
	const title = dataset('offerings').columns.find((column) => column.name === name)?.title ?? name;
	return title.toLowerCase();
}
