import type { FileSet } from './file-set';
import { dayOf } from './make-files';
import { participantId, type MadePerson } from './make-person';
import { QUARTERS } from './sizes';

const PROGRAMS = [
	['nursing_assistant', 35],
	['medical_assistant', 20],
	['home_health_aide', 15],
	['phlebotomy', 10],
	['vocational_nurse', 10],
	['medical_billing', 10]
] as const;

/** Adds the stay of most people in a course, filed when it begins and again when it ends, and the job after it. */
export function addTraining(files: FileSet, person: MadePerson): void {
	const { chance, came } = person;
	if (!chance.yes(0.82)) return;
	const partner = person.partners[0]!;
	const who = participantId(person, partner);
	const begin = dayOf(came, chance.whole(10, 60));
	const head = `E-${person.number},${who},${chance.weighed(PROGRAMS)},Provider ${chance.whole(1, 5)},${begin}`;
	files.add(partner, QUARTERS[came]!, 'enrollments', `${head},,active,true`);
	const ended = came + chance.whole(1, 4);
	const status = chance.weighed(ENDS);
	if (status === 'active' || ended >= QUARTERS.length) return;
	const end = dayOf(ended, chance.whole(0, 80));
	files.add(partner, QUARTERS[ended]!, 'enrollments', `${head},${end},${status},true`);
	const employed = chance.yes(status === 'completed' ? 0.72 : 0.4);
	files.add(
		partner,
		QUARTERS[ended]!,
		'outcomes',
		`O-${person.number},${who},exit,${end},${employed},${employed && chance.yes(0.6)}`
	);
}

const ENDS = [
	['completed', 66],
	['withdrew', 20],
	['transferred', 4],
	['active', 10]
] as const;
