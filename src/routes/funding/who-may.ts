import { labelOf, valuesOf } from '$lib/charts';
import type { SafeRow, SafeTable } from '$lib/domain';
import { FUNDING_WORDS } from '$lib/ui/words/funding';

/** Who may pay for one service: for each population the awards, or that nobody may. */
export interface MayRow {
	service: string;
	cells: { payers: string[]; none: string }[];
}

/** Who may pay for what and for whom, as the live lines of a quarter say. */
export interface WhoMay {
	populations: string[];
	rows: MayRow[];
}

const words = FUNDING_WORDS.tomorrow;

/** Arranges the lines of a quarter by service and population; one that says nothing of a pair has not said. */
export function whoMay(lines: SafeTable): WhoMay {
	const populations = valuesOf(lines, 'population');
	const services = valuesOf(lines, 'service');
	const at = (service: string, population: string) =>
		lines.rows.filter((row) => row.service === service && row.population === population);
	return {
		populations: populations.map((population) => labelOf(lines, 'population', population)),
		rows: services.map((service) => ({
			service: labelOf(lines, 'service', service),
			cells: populations.map((population) => cellOf(at(service, population), lines))
		}))
	};
}

function cellOf(rows: SafeRow[], lines: SafeTable): MayRow['cells'][number] {
	const pays = names(rows, 'pays', lines);
	const maybe = names(rows, 'pays_with_conditions', lines).filter((name) => !pays.includes(name));
	const payers = [...pays, ...maybe.map((name) => `(${name})`)];
	const isUnsaid = rows.length === 0 || rows.some((row) => row.says === 'unknown');
	return { payers, none: payers.length > 0 ? '' : isUnsaid ? words.unknown : words.nobody };
}

function names(rows: SafeRow[], says: string, lines: SafeTable): string[] {
	const payers = rows
		.filter((row) => row.says === says)
		.map((row) =>
			row.award === null ? labelOf(lines, 'partner', row.partner) : labelOf(lines, 'award', row.award)
		);
	return [...new Set(payers)];
}
