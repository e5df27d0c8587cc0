import { join } from 'node:path';
import { write } from './run-braidwork';

/** Twelve people of one partner, each with one delivery in the quarter: enough to be shown, few enough to count. */
export function writeQuarter(folder: string, year = 2014): { participants: string; deliveries: string } {
	const people = Array.from(
		{ length: 12 },
		(_, at) => `P-${at + 1},1985-03-${String(at + 1).padStart(2, '0')}`
	);
	const served = Array.from(
		{ length: 12 },
		(_, at) => `D-${year}-${at + 1},P-${at + 1},child_care,delivered`
	);
	return {
		participants: write(join(folder, `participants-${year}.csv`), [
			'participant_id,birth_date,sex,is_tanf,intake_date',
			...people.map((person) => `${person},female,true,${year}-01-15`)
		]),
		deliveries: write(join(folder, `deliveries-${year}.csv`), [
			'delivery_id,participant_id,service,status,date',
			...served.map((delivery) => `${delivery},${year}-02-20`)
		])
	};
}

/** The claim that goes with such a quarter. */
export function claim(dataset: string, year = 2014): string[] {
	return ['--partner', 'county', '--dataset', dataset, '--period', `${year}Q1`];
}
