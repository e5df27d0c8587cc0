import { writeCount } from '$lib/domain';
import { MOVES_WORDS } from '$lib/ui/words/moves';
import type { Move, Payer } from './find-moves';

const words = MOVES_WORDS.now;

/** Needs that one partner could have met, in words. */
export interface PartnerMoves {
	partner: string;
	rows: { service: string; population: string; people: string; places: string; condition: string }[];
}

/** The moves where there was room, by the partner who could make them; partners with most gaps first. */
export function movesByPartner(moves: Move[]): PartnerMoves[] {
	const pairs = moves
		.filter(({ reason, people }) => reason === 'delivery' && people !== null)
		.flatMap((move) => move.payers.map((payer) => ({ move, payer })));
	const partners = Map.groupBy(pairs, ({ payer }) => payer.partnerName);
	return [...partners]
		.map(([partner, own]) => ({
			partner,
			rows: own.map(({ move, payer }) => ({
				service: move.serviceName,
				population: move.populationName,
				people: writeCount(move.people ?? 0),
				places: placesWords(payer),
				condition: payer.condition ?? ''
			}))
		}))
		.sort((one, two) => two.rows.length - one.rows.length || (one.partner < two.partner ? -1 : 1));
}

/** How many people a payer can carry in a quarter. */
export function placesWords({ places }: Payer): string {
	return places === null ? words.noLimit : words.places(places);
}
