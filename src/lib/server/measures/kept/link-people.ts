import type { CountAt, FamilyCell, FamilyLink } from '$lib/server/disclosure';
import { placeKey, type PeopleLink } from '../families';

type Place = Record<string, string>;

/** A family in a system of several, and the names that its counts have there. */
export interface Member {
	id: string;
	cells: FamilyCell[];
	named: (variable: string, at: Place) => CountAt;
}

/** Counts that nobody tells, and the sums by which they hang on those that are told. */
export interface LinkedCounts {
	cells: FamilyCell[];
	links: FamilyLink[];
}

/** Writes down what the people of families that are protected together leave over of one another. */
export function linkPeople(members: readonly Member[], declared: readonly PeopleLink[]): LinkedCounts {
	const desks = new Map(members.map((member) => [member.id, new Desk(member)]));
	const linked: LinkedCounts = { cells: [], links: [] };
	declared.forEach((link, number) => {
		const [whole, part] = [desks.get(link.whole.family), desks.get(link.part.family)];
		if (whole && part) new Linking(link, whole, part, `link ${number}`).write(linked);
	});
	return linked;
}

/** The cells of a family, by place and by combination of breakdowns. */
class Desk {
	private readonly byPlace: Map<string, FamilyCell>;
	private readonly byNames: Map<string, FamilyCell[]>;

	constructor(readonly member: Member) {
		this.byPlace = new Map(member.cells.map((cell) => [placeKey(cell.at), cell]));
		this.byNames = Map.groupBy(member.cells, ({ at }) => Object.keys(at).sort().join());
	}

	/** A count, or nothing where its place does not occur. */
	count(variable: string, at: Place): number | undefined {
		return this.byPlace.get(placeKey(at))?.counts[variable];
	}

	/** Places of a combination at which something is counted. */
	places(names: string[], variable: string): Place[] {
		const cells = this.byNames.get([...names].sort().join()) ?? [];
		return cells.filter(({ counts }) => variable in counts).map(({ at }) => at);
	}
}

/** Two counts at one place: what the whole calls it, and the places of the part of which the whole does not know. */
interface Pair {
	at: Place;
	of: Place;
	whole: number;
	part: number;
	unknown: Place[];
}

class Linking {
	constructor(
		private readonly link: PeopleLink,
		private readonly whole: Desk,
		private readonly part: Desk,
		private readonly name: string
	) {}

	/** Nothing where the part is somewhere more than the whole: on what some true count breaks nobody can rely. */
	write(linked: LinkedCounts): void {
		const pairs = this.pairs();
		if (pairs.some((pair) => pair.part > pair.whole)) return;
		const held = this.isHeld(pairs) ? this.link.holds : undefined;
		for (const pair of pairs) this.subtract(pair, held, linked);
	}

	private subtract({ at, of, unknown, ...pair }: Pair, held: string | undefined, linked: LinkedCounts): void {
		const { link, whole, part } = this;
		const left = pair.whole - pair.part;
		const total = whole.member.named(link.whole.variable, of);
		const all = part.member.named(link.part.variable, at);
		let among = all;
		if (unknown.length > 0) {
			const apart = unknown.map((place) => part.member.named(link.part.variable, place));
			among = this.silent('known', of, pair.part, linked);
			linked.links.push({ total: all, parts: [among, ...apart] });
		}
		const rest = this.silent('rest', of, left, linked);
		linked.links.push({ total, parts: [among, rest] });
		const own = held === undefined ? undefined : whole.count(held, of);
		if (held === undefined || own === undefined) return;
		const within = whole.member.named(held, of);
		linked.links.push({ total: rest, parts: [within, this.silent('other', of, left - own, linked)] });
	}

	/** A count that nobody tells. */
	private silent(kind: string, at: Place, count: number, { cells }: LinkedCounts): CountAt {
		const place = { [`${this.name} ${kind}`]: placeKey(at) };
		cells.push({ at: place, counts: { [kind]: count }, told: 'never' });
		return { variable: kind, at: place };
	}

	private pairs(): Pair[] {
		const { link, whole, part } = this;
		return link.places
			.flatMap((names) => part.places(names, link.part.variable))
			.filter((at) => link.except === undefined || !Object.values(at).includes(link.except))
			.flatMap((at) => {
				const of = this.placeInWhole(at);
				const all = whole.count(link.whole.variable, of);
				if (all === undefined) return [];
				const unknown = this.unknownPlaces(at);
				const count = (place: Place) => part.count(link.part.variable, place) ?? 0;
				const known = count(at) - unknown.reduce((sum, place) => sum + count(place), 0);
				return [{ at, of, whole: all, part: known, unknown }];
			});
	}

	private placeInWhole(at: Place): Place {
		const { names = {}, isLatest, whole } = this.link;
		const place = Object.fromEntries(Object.entries(at).map(([name, value]) => [names[name] ?? name, value]));
		if (!isLatest) return place;
		const quarters = this.whole.places(['quarter'], whole.variable).map(({ quarter = '' }) => quarter);
		return { ...place, quarter: quarters.sort().at(-1) ?? '' };
	}

	/** Where people of the part stand of whom the whole does not say whether it has them. */
	private unknownPlaces(at: Place): Place[] {
		const { known, part, whole, names = {} } = this.link;
		if (known === undefined) return [];
		return this.part
			.places([...Object.keys(at), known], part.variable)
			.filter((place) => Object.entries(at).every(([name, value]) => place[name] === value))
			.filter((place) => {
				const value = place[known] ?? '';
				return this.whole.count(whole.variable, { [names[known] ?? known]: value }) === undefined;
			});
	}

	private isHeld(pairs: Pair[]): boolean {
		const { holds } = this.link;
		if (holds === undefined) return false;
		return pairs.every((pair) => (this.whole.count(holds, pair.of) ?? 0) <= pair.whole - pair.part);
	}
}
