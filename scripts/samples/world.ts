import type { Day } from './days.ts';
import { makeMatrix, type Line } from './matrix.ts';
import type { PartnerId } from './partnership.ts';
import type { Person } from './people.ts';

/** A person on the roster of one partner, under that partner's own id. */
export interface Membership {
	person: Person;
	partner: PartnerId;
	id: string;
	intake: Day;
	exit: Day | null;
	exitReason: string;
}

export interface Stay {
	person: Person;
	filer: PartnerId;
	program: string;
	provider: string;
	soc: string;
	start: Day;
	plannedEnd: Day;
	end: Day;
	status: 'completed' | 'withdrew' | 'transferred';
	endReason: string;
	credential: string;
	credentialDate: Day | null;
	isHealth: boolean;
}

export interface Need {
	person: Person;
	service: string;
	identified: Day;
	urgency: string;
	note: string;
	/** How it ended, on `closed`; a need whose end lies beyond the data is open there. */
	outcome: 'met' | 'closed_unmet';
	closed: Day;
	recorders: PartnerId[];
}

export interface Delivery {
	person: Person;
	partner: PartnerId;
	service: string;
	status: string;
	date: Day;
	units: number | null;
	unit: string;
	cents: number | null;
	award: string;
	denial: string;
}

/** Everything that happened, as it is made. */
export interface World {
	matrix: Line[];
	memberships: Map<string, Membership>;
	stays: Stay[];
	needs: Need[];
	deliveries: Delivery[];
	/** Who got a service from a partner's award in a quarter: places are limited. */
	places: Map<string, Set<number>>;
	/** Cents of grant support by person, apart from tuition, child care and staff time. */
	support: Map<number, number>;
}

/** A world before anybody came. */
export function emptyWorld(): World {
	return {
		matrix: makeMatrix(),
		memberships: new Map(),
		stays: [],
		needs: [],
		deliveries: [],
		places: new Map(),
		support: new Map()
	};
}
