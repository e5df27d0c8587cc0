import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chance } from '../samples/chance';
import { addMoney } from './make-money';
import { addTraining } from './make-training';
import { FileSet } from './file-set';
import { makePerson, participantId, type MadePerson } from './make-person';
import { PARTNERS, QUARTERS, type Size } from './sizes';

const HEADERS: Record<string, string> = {
	participants:
		'participant_id,birth_date,ssn,zip,sex,race_ethnicity,education,is_tanf,is_refugee,is_low_income,intake_date',
	enrollments: 'enrollment_id,participant_id,program,provider,start_date,end_date,status,is_health',
	needs: 'need_id,participant_id,service,identified_date,status,closed_date,urgency',
	deliveries: 'delivery_id,participant_id,service,status,date,units,unit,amount_usd,award_id,denial_reason',
	outcomes: 'outcome_id,participant_id,point,observed_date,is_employed,is_health_job',
	awards: 'award_id,funder,name,fund_type,start_date,end_date,amount_usd,payer_order,renewal',
	expenditures: 'award_id,quarter,service,spent_usd,obligated_usd',
	offerings:
		'offering_id,offering_partner,award_id,service,population,status,needs_approval,capacity_per_quarter,unit_cost_usd,from_date,to_date'
};

/** Services that made people need. */
export const SERVICES = ['child_care', 'transportation', 'tuition', 'books_supplies', 'housing', 'food'];

/** Writes the files of a made partnership, one for each partner, quarter and dataset; the same on every machine. */
export function makeFiles(folder: string, size: Size): void {
	const files = new FileSet(folder, HEADERS);
	addMoney(files);
	for (let number = 0; number < size.people; number += 1) {
		const person = makePerson(number);
		addRoster(files, person);
		if (size.hasNeeds !== false) addNeeds(files, person);
		addTraining(files, person);
		addDeliveries(files, person, shareOf(number, size));
	}
	files.close();
}

/** Puts all delivery files into one, the way a large partner would send it. */
export async function joinDeliveries(folder: string, target: string): Promise<void> {
	mkdirSync(dirname(target), { recursive: true });
	closeSync(openSync(target, 'w'));
	const out = createWriteStream(target);
	out.write(`${HEADERS.deliveries}\n`);
	for (const partner of PARTNERS)
		for (const quarter of QUARTERS) await append(join(folder, partner, quarter, 'deliveries.csv'), out);
	await new Promise<void>((resolve) => out.end(resolve));
}

async function append(path: string, out: NodeJS.WritableStream): Promise<void> {
	const start = (HEADERS.deliveries?.length ?? 0) + 1;
	for await (const chunk of createReadStream(path, { start }))
		if (!out.write(chunk)) await new Promise((resolve) => out.once('drain', resolve));
}

/** A day of a quarter; every quarter has at least ninety. */
export function dayOf(quarter: number, day: number): string {
	return DAYS[quarter]![day % 90]!;
}

const DAYS = QUARTERS.map((name) => {
	const first = Date.UTC(Number(name.slice(0, 4)), (Number(name.slice(5)) - 1) * 3, 1);
	return Array.from({ length: 90 }, (_, day) =>
		new Date(first + day * 86_400_000).toISOString().slice(0, 10)
	);
});

function shareOf(number: number, size: Size): number {
	const until = (count: number) => Math.floor((count * size.deliveries) / size.people);
	return until(number + 1) - until(number);
}

function addRoster(files: FileSet, person: MadePerson): void {
	for (const partner of person.partners) {
		const line = `${participantId(person, partner)},${person.attributes},${dayOf(person.came, 3)}`;
		files.add(partner, QUARTERS[person.came]!, 'participants', line);
	}
}

/** A need is filed when it is found, and again when it is closed. */
function addNeeds(files: FileSet, { chance, ...person }: MadePerson): void {
	const first = chance.whole(0, SERVICES.length - 1);
	const count = chance.whole(1, 2);
	for (let at = 0; at < count; at += 1) {
		const found = person.came;
		const id = `ND-${person.number}-${at}`;
		const who = participantId({ chance, ...person }, person.partners[0]!);
		const head = `${id},${who},${SERVICES[(first + at) % SERVICES.length]},${dayOf(found, 5)}`;
		const urgency = chance.pick(['low', 'medium', 'high']);
		files.add(person.partners[0]!, QUARTERS[found]!, 'needs', `${head},open,,${urgency}`);
		const closed = found + chance.whole(1, 3);
		if (chance.yes(0.5) || closed >= QUARTERS.length) continue;
		const end = `${chance.pick(['met', 'closed_unmet'])},${dayOf(closed, 20)},${urgency}`;
		files.add(person.partners[0]!, QUARTERS[closed]!, 'needs', `${head},${end}`);
	}
}

function addDeliveries(files: FileSet, person: MadePerson, count: number): void {
	const { chance } = person;
	for (let at = 0; at < count; at += 1) {
		const partner = chance.pick(person.partners);
		const quarter = chance.whole(person.came, QUARTERS.length - 1);
		const line = [
			`${hex(person.number, 8)}-${hex(at, 4)}-4000-8000-${hex(person.number * 64 + at, 12)}`,
			participantId(person, partner),
			chance.pick(SERVICES),
			givenOf(chance, dayOf(quarter, chance.whole(0, 89)))
		];
		files.add(partner, QUARTERS[quarter]!, 'deliveries', line.join());
	}
}

/** status, date, units, unit, amount_usd, award_id, denial_reason. */
function givenOf(chance: Chance, day: string): string {
	const status = chance.weighed(STATUS);
	const cents = `${chance.whole(10, 900)}.${chance.whole(10, 99)}`;
	const paid = status === 'delivered' ? `${cents},A${chance.whole(1, 12)}` : ',';
	return `${status},${day},${chance.whole(1, 30)},day,${paid},${status === 'denied' ? 'no_funds' : ''}`;
}

function hex(value: number, width: number): string {
	return value.toString(16).padStart(width, '0');
}

const STATUS = [
	['delivered', 85],
	['requested', 6],
	['approved', 4],
	['denied', 5]
] as const;
