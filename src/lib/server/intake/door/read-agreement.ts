import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { dataset } from '$lib/catalog';
import { DATASET_IDS, Refusal, writeDay, type Agreement, type DatasetId } from '$lib/domain';

const Day = v.nullable(v.pipe(v.string(), v.isoDate('A day is written like 2015-12-31')));

const Shape = v.strictObject({
	from: v.optional(Day, null),
	until: v.optional(Day, null),
	not_allowed: v.optional(
		v.record(
			v.picklist(DATASET_IDS, `A dataset is one of ${DATASET_IDS.join(', ')}`),
			v.array(v.pipe(v.string('A column is a text'), v.trim(), v.nonEmpty('A column has a name')))
		),
		{}
	)
});

/** The agreement of a partner, from `agreements/<partner>.json` in the home; none when there is no such file. */
export function agreementOf(home: string, partner: string): Agreement | null {
	const path = join(home, 'agreements', `${partner}.json`);
	if (!/^[\w-]+$/.test(partner) || !existsSync(path)) return null;
	const read = v.safeParse(Shape, parsed(path, partner));
	if (!read.success) throw wrong(partner, read.issues.map(sentence).join('; '));
	const agreement = read.output as Agreement;
	for (const [id, columns] of Object.entries(agreement.not_allowed)) {
		const needed = dataset(id as DatasetId).columns.filter(({ required }) => required);
		const missing = needed.find(({ name }) => columns.includes(name));
		if (missing) throw wrong(partner, `${id} cannot be read without ${missing.name}, which it leaves out`);
	}
	return agreement;
}

/** Refuses files outside the time of an agreement; `now` decides. */
export function refuseOutsideAgreement({ from, until }: Agreement, partner: string, now: Date): void {
	const today = now.toISOString().slice(0, 10);
	const ended = until !== null && until < today;
	if (!ended && (from === null || from <= today)) return;
	const what = ended ? `ended on ${writeDay(until)}` : `begins on ${writeDay(from ?? '')}`;
	throw new Refusal(
		ended ? 'agreement_ended' : 'agreement_not_begun',
		`The sharing agreement with ${partner} ${what}; nothing was received.`,
		'Ask the administrator to renew it, then send the file again.'
	);
}

function parsed(path: string, partner: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw wrong(partner, (error as Error).message);
	}
}

function sentence(issue: v.BaseIssue<unknown>): string {
	const place = v.getDotPath(issue);
	return place === null ? issue.message : `${place}: ${issue.message}`;
}

function wrong(partner: string, what: string): Refusal {
	return new Refusal(
		'wrong_agreement',
		`agreements/${partner}.json cannot be used (${what}); nothing was received.`,
		'Correct the file in the home.'
	);
}
