import { afterAll, describe, expect, it } from 'vitest';
import { openNeeds } from '$lib/server/people';
import { closeHomes, openHome, send } from '../intake/a-home';

afterAll(closeHomes);

const ROSTER = 'participant_id,first_name,last_name,is_tanf,is_refugee,is_low_income,intake_date,exit_date';
const NEEDS = 'need_id,participant_id,service,identified_date,status,urgency';
const LEDGER = 'delivery_id,participant_id,service,status,date';

async function twoPartners() {
	const w = await openHome();
	const file = (partner: string, dataset: 'participants' | 'needs' | 'deliveries', lines: string[]) =>
		send(w, lines, { partner, dataset, period: '2015Q1' }, { publish: true });
	await file('navigators', 'participants', [
		ROSTER,
		'N-1,Ana,Alpha,true,false,true,2015-01-02,',
		'N-2,Ben,Beta,false,true,false,2015-01-02,',
		'N-3,Cem,Gamma,false,false,true,2015-01-02,2015-03-01',
		'N-4,Dia,Delta,false,false,false,2015-01-02,'
	]);
	await file('training-college', 'participants', [ROSTER, 'T-1,Ana,Alpha,false,true,false,2015-01-02,']);
	await file('navigators', 'needs', [
		NEEDS,
		'A,N-1,child_care,2015-02-10,open,low',
		'B,N-1,child_care,2015-02-01,open,medium',
		'C,N-1,food,2015-02-01,met,low',
		'D,N-2,child_care,2015-03-01,open,high',
		'E,N-2,housing,2015-01-10,open,',
		'F,N-3,child_care,2015-01-10,open,high',
		'G,N-4,child_care,2015-01-20,open,medium',
		'H,N-2,tutoring,2015-02-20,open,low'
	]);
	await file('training-college', 'needs', [NEEDS, 'Z,T-1,housing,2015-01-10,open,high']);
	await file('navigators', 'deliveries', [
		LEDGER,
		'1,N-2,housing,delivered,2015-01-09',
		'2,N-2,housing,requested,2015-01-12',
		'3,N-2,housing,denied,2015-02-12',
		'4,N-2,tutoring,delivered,2015-02-21'
	]);
	await file('training-college', 'deliveries', [LEDGER, '9,T-1,child_care,delivered,2015-03-02']);
	return w;
}

describe('the work list of a partner', () => {
	it('has its own customers with an open need once for each service, the most urgent and longest waiting first', async () => {
		const needs = await openNeeds(await twoPartners(), 'navigators', 6);
		expect(
			needs.map(({ participant_id, service, identified_date, urgency }) => [
				participant_id,
				service,
				identified_date,
				urgency
			])
		).toEqual([
			['N-2', 'child_care', '2015-03-01', 'high'],
			['N-4', 'child_care', '2015-01-20', 'medium'],
			['N-1', 'child_care', '2015-02-01', 'medium'],
			['N-2', 'housing', '2015-01-10', null]
		]);
	});

	it('says populations and last steps by the own files alone, and nothing that another partner recorded', async () => {
		const w = await twoPartners();
		const own = await openNeeds(w, 'navigators', 6);
		expect(own.find(({ participant_id }) => participant_id === 'N-1')).toEqual({
			participant_id: 'N-1',
			service: 'child_care',
			identified_date: '2015-02-01',
			urgency: 'medium',
			populations: ['tanf', 'low_income'],
			last_step: null
		});
		expect(own.find(({ service }) => service === 'housing')?.last_step).toEqual({
			status: 'denied',
			date: '2015-02-12'
		});
		expect(own.find(({ participant_id }) => participant_id === 'N-4')?.populations).toEqual([]);
		const college = await openNeeds(w, 'training-college', 6);
		expect(college.map(({ participant_id }) => participant_id)).toEqual(['T-1']);
		expect(JSON.stringify([own, college])).not.toMatch(/Ana|Alpha|Beta/);
	});

	it('is that of the state asked for', async () => {
		const w = await twoPartners();
		expect(await openNeeds(w, 'navigators', 2)).toEqual([]);
	});
});
