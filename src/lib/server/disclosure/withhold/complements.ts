import { placeBeside, type FamilyDimension } from '../family';
import { held, without, type Held, type Ledger } from './ledger';

/** A total less one part of an overlapping breakdown: people who are not in it, a count that stands in no table. */
export interface Complement {
	/** Its place and count, laid out like a cell's. */
	held: Held;
	name: string;
	total: Held;
	part: Held;
}

/** Every complement of a family that can be worked out: where no part exceeds its total. */
export function complementsOf(ledger: Ledger): Complement[] {
	const overlapping = ledger.dimensions.filter(({ kind }) => kind === 'overlapping');
	return overlapping.flatMap((dimension) =>
		[...ledger.combinations.values()]
			.filter(([first]) => first && dimension.id in first.at)
			.flatMap((cells) => complementsAlong(ledger, cells, dimension))
	);
}

function complementsAlong(ledger: Ledger, cells: Held[], { id, nested }: FamilyDimension): Complement[] {
	const lines = ledger.linesAlong(cells, id).flatMap((parts) => {
		const total = parts[0] && ledger.find(without(parts[0].at, id));
		return total ? [{ total, parts }] : [];
	});
	const names = Object.keys(cells[0]?.counts ?? {}).filter((name) => nested?.includes(name) ?? true);
	return names.flatMap((name) => {
		const counted = lines.filter(({ total }) => name in total.counts);
		const isBounded = counted.every(({ total, parts }) =>
			parts.every(({ counts }) => (counts[name] ?? 0) <= (total.counts[name] ?? 0))
		);
		if (!isBounded) return [];
		return counted.flatMap(({ total, parts }) =>
			parts.filter(({ counts }) => (counts[name] ?? 0) > 0).map((part) => complementOf(name, id, total, part))
		);
	});
}

function complementOf(name: string, id: string, total: Held, part: Held): Complement {
	const count = (total.counts[name] ?? 0) - (part.counts[name] ?? 0);
	const left = held({ at: placeBeside(part.at, id), counts: { [name]: count }, told: part.told });
	return { held: left, name, total, part };
}
