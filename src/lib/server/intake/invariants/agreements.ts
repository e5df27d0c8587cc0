import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '$lib/domain';
import { agreementOf } from '$lib/server/agreements';
import { countWronglyLeftOut, type Warehouse } from '$lib/server/warehouse';

/** Every agreement can be read, since its partner's files would be refused until it can. */
export function checkAgreements(home: string): string[] {
	const folder = join(home, 'agreements');
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
	return names.flatMap((name) => {
		const partner = name.slice(0, -'.json'.length);
		if (!/^[\w-]+$/.test(partner))
			return [`agreements/${name} bears no partner's name, so nobody is held by it.`];
		return problemWith(home, partner);
	});
}

/** The latest state counts people as the populations say that were agreed on when it was made. */
export async function checkPopulations(w: Warehouse): Promise<string[]> {
	const wrong = await countWronglyLeftOut(w);
	if (wrong === 0) return [];
	const people = wrong === 1 ? '1 person' : `${wrong} people`;
	return [
		`State ${w.latest()} counts ${people} otherwise than the populations that the agreements name say.`
	];
}

function problemWith(home: string, partner: string): string[] {
	try {
		agreementOf(home, partner);
		return [];
	} catch (error) {
		if (error instanceof Refusal) return [error.message];
		throw error;
	}
}
