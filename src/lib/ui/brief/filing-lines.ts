import { dataset, datasets } from '$lib/catalog';
import {
	inCalendar,
	quarterLabel,
	type BriefChanges,
	type Calendar,
	type FilingChange,
	type FilingStanding
} from '$lib/domain';
import { BRIEF_SAYS } from '../words/brief';
import { plain, type BriefLine } from './line';

const words = BRIEF_SAYS.filings;

/** So many quarters are told partner by partner; what was filed for others is counted. */
const TOLD_QUARTERS = 2;

/** What was filed, replaced and taken back since the brief before, the latest quarter first. */
export function filingLines(
	{ filings, standing }: BriefChanges,
	{ isFirst, calendar }: { isFirst: boolean; calendar: Calendar }
): BriefLine[] {
	if (!standing) return [];
	if (isFirst) {
		const partners = standing.filed.length + standing.missing.length;
		return [plain(words.first(standing.exports, partners))];
	}
	const came = Map.groupBy(
		filings.filter(({ did }) => did !== 'left'),
		({ period }) => period
	);
	const periods = [...came].sort(([a], [b]) => (a < b ? 1 : -1));
	const label = (period: string) => quarterLabel(inCalendar(period, calendar), calendar);
	const told = periods
		.slice(0, TOLD_QUARTERS)
		.map(([period, some]) => ({ lead: words.period(label(period)), text: byPartner(some) }));
	const lines = [...told, ...restLine(periods.slice(TOLD_QUARTERS)), ...leftLine(filings, label)];
	return lines.length > 0 ? lines : [plain(words.none)];
}

/** Who of the partners has not filed for the latest quarter. */
export function missingLine(standing: FilingStanding | null, calendar: Calendar): BriefLine {
	if (!standing) return plain(BRIEF_SAYS.unknown);
	const { filed, missing, period } = standing;
	const quarter = quarterLabel(inCalendar(period, calendar), calendar);
	if (missing.length === 0) return plain(BRIEF_SAYS.missing.all(filed.length, quarter));
	const all = filed.length + missing.length;
	return plain(BRIEF_SAYS.missing.some(filed.length, all, quarter, missing.join(', ')));
}

/** Partners that filed the same are told together. */
function byPartner(some: FilingChange[]): string {
	const partners = [...Map.groupBy(some, ({ partner }) => partner).values()].map((files) => ({
		name: files[0]?.name ?? '',
		datasets: inOrder(files).map(datasetWords).join(', ')
	}));
	const groups = Map.groupBy(partners, ({ datasets: filed }) => filed);
	return [...groups]
		.map(([filed, same]) => words.of(same.map(({ name }) => name).join(', '), same.length > 1, filed))
		.join('; ');
}

function inOrder(files: FilingChange[]): FilingChange[] {
	const order = datasets().map(({ id }) => String(id));
	return [...files].sort((a, b) => order.indexOf(a.dataset) - order.indexOf(b.dataset));
}

function datasetWords({ dataset: id, did }: FilingChange): string {
	const known = datasets().find((one) => one.id === id);
	const title = known ? dataset(known.id).title.toLowerCase() : id;
	return did === 'replaced' ? words.replaced(title) : title;
}

function restLine(periods: [string, FilingChange[]][]): BriefLine[] {
	if (periods.length === 0) return [];
	const exports = periods.reduce((sum, [, some]) => sum + some.length, 0);
	return [{ lead: words.moreLead, text: words.more(exports, periods.length) }];
}

function leftLine(filings: FilingChange[], label: (period: string) => string): BriefLine[] {
	const left = filings.filter(({ did }) => did === 'left');
	if (left.length === 0) return [];
	const groups = Map.groupBy(left, ({ name, period }) => `${name}, ${label(period)}`);
	const text = [...groups].map(([place, files]) =>
		words.of(place, false, inOrder(files).map(datasetWords).join(', '))
	);
	return [{ lead: words.left, text: text.join('; ') }];
}
