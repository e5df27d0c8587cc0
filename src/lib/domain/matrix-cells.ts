import { lineOn, OFFERING_STATUSES, populationsOf, type MatrixLine, type OfferingStatus } from './matrix';

/** What one partner says of one service for one population on a day. */
export interface MatrixCell {
	/** The partner that offers it, which need not be the one that filed the line. */
	partner: string;
	service: string;
	population: string;
	/** The strongest that its lines say. */
	status: OfferingStatus;
	/** Whether that is said of anyone only, and not of this population by name. */
	isForAny: boolean;
	/** The strongest line first. */
	lines: MatrixLine[];
}

type Place = Pick<MatrixCell, 'partner' | 'service' | 'population'>;

/** A cell's place as one text; no two places have the same. */
export function cellKey({ partner, service, population }: Place): string {
	return `${service} ${population} ${partner}`;
}

/** The cells of a day by their place. Where nobody has said anything there is no cell; the order of lines does not matter. */
export function cellsOn(lines: readonly MatrixLine[], day: string): Map<string, MatrixCell> {
	const cells = new Map<string, MatrixCell>();
	const live = lines.filter((line) => lineOn(line, day) === 'live').sort(byStrength);
	for (const line of live)
		for (const population of populationsOf(line)) {
			const place = { partner: line.offering_partner, service: line.service, population };
			const cell = cells.get(cellKey(place));
			if (cell) cell.lines.push(line);
			else cells.set(cellKey(place), { ...place, status: line.status, isForAny: false, lines: [line] });
		}
	for (const cell of cells.values())
		cell.isForAny = cell.lines
			.filter(({ status }) => status === cell.status)
			.every(({ population }) => population === 'any');
	return cells;
}

function byStrength(one: MatrixLine, other: MatrixLine): number {
	const strength = ({ status }: MatrixLine) => OFFERING_STATUSES.indexOf(status);
	const name = ({ partner, offering_id }: MatrixLine) => `${partner} ${offering_id}`;
	return strength(one) - strength(other) || (name(one) < name(other) ? -1 : 1);
}
