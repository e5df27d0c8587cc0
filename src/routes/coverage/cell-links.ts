import { STATUS_WORDS, writeCell, type Quarter, type SafeRow } from '$lib/domain';
import type { Reading } from '../read-state';

/** A cell that can be looked at by itself. */
export interface CellLink {
	href: string;
	text: string;
}

/** Services by populations, each cell with its share and the address of its page. */
export interface CellLinks {
	populations: string[];
	services: { label: string; cells: (CellLink | null)[] }[];
}

/** The links to every cell in which somebody is in need; without any there is nothing to look at. */
export async function cellLinks({ askIfAny }: Reading, quarter: Quarter): Promise<CellLinks> {
	const by = ['service', 'population'];
	const table = await askIfAny({ measure: 'need_coverage', by, where: { quarter } });
	const rows = (table?.rows ?? []).filter((row) => row.status !== 'no_data');
	const labels = (column: string) => Object.entries(table?.labels[column] ?? {});
	const populations = labels('population').filter(([code]) => rows.some((row) => row.population === code));
	const services = labels('service').filter(([code]) => rows.some((row) => row.service === code));
	const find = (service: string, population: string) =>
		rows.find((row) => row.service === service && row.population === population);
	return {
		populations: populations.map(([, label]) => label),
		services: services.map(([service, label]) => ({
			label,
			cells: populations.map(([population]) => linkTo(find(service, population), quarter))
		}))
	};
}

function linkTo(row: SafeRow | undefined, quarter: Quarter): CellLink | null {
	if (!row) return null;
	const text = row.status === 'withheld' ? STATUS_WORDS.withheld : writeCell(row, 'percent');
	return { href: `/coverage/${row.service}/${row.population}?quarter=${quarter}`, text };
}
