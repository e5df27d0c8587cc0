import { error, fail } from '@sveltejs/kit';
import { datasets, type Dataset } from '$lib/catalog';
import { dayOf, standingOf } from '$lib/domain';
import {
	blankAgreement,
	checkNewAgreement,
	saveAgreement,
	versionsOf,
	type AgreementVersion
} from '$lib/server/agreements';
import { partners } from '$lib/server/intake';
import { AGREEMENT_WORDS } from '$lib/ui/words/agreements';
import { isRefusal } from '../../api/problem';
import { sayAgreement, sayChanges } from '../say-agreement';
import { POPULATIONS, readAgreementForm } from './read-form';
import type { Actions, PageServerLoad } from './$types';

const words = AGREEMENT_WORDS.edit;
const FIELDS: Record<string, string> = AGREEMENT_WORDS.fields;

/** One partner's agreement as a form, and its earlier versions. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { home, settings } = locals;
	const name = await nameOf(locals, params.partner);
	const { versions, problem } = readVersions(home.dir, params.partner);
	const agreement = versions[0]?.agreement ?? blankAgreement();
	return {
		partner: params.partner,
		name,
		problem,
		agreement,
		said: Object.entries(sayAgreement(agreement)).map(([field, says]) => ({
			field: FIELDS[field] ?? field,
			says
		})),
		standing: standingOf(versions[0]?.agreement ?? null, dayOf(new Date())),
		seen: versions.length,
		threshold: settings.threshold,
		populations: POPULATIONS.map(({ code, label }) => ({ code, label })),
		datasets: datasets().map(choiceOf),
		versions: versions.map((version, place) => describe(version, versions[place + 1]))
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const { home, actor } = locals;
		await nameOf(locals, params.partner);
		const form = await request.formData();
		const written = readAgreementForm(form);
		const problems = checkNewAgreement(written);
		if (problems.length > 0) return fail(400, { written, problems });
		const now = new Date();
		try {
			saveAgreement(home.dir, params.partner, written, { actor, now, seen: Number(form.get('seen')) });
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { written, problems: [{ field: '', message: `${mistake.message} ${mistake.hint}` }] });
		}
		await locals.note('changed an agreement', { partner: params.partner });
		return { saved: true, changed: (await globalThis.braidwork?.keepAgreed(actor)) ?? null };
	}
};

/** The name of a partner; there is no page for one that nobody knows. */
async function nameOf({ warehouse }: App.Locals, partner: string): Promise<string> {
	const known = (await partners(warehouse)).find((one) => one.partner === partner);
	return known?.name ?? error(404, `There is no partner ${partner.slice(0, 60)}.`);
}

function readVersions(
	home: string,
	partner: string
): { versions: AgreementVersion[]; problem: string | null } {
	try {
		return { versions: versionsOf(home, partner), problem: null };
	} catch (mistake) {
		if (isRefusal(mistake)) return { versions: [], problem: `${mistake.message} ${mistake.hint}` };
		throw mistake;
	}
}

function choiceOf({ id, title, columns }: Dataset) {
	const may = columns.filter(({ required }) => !required);
	return {
		id,
		title,
		columns: may.map((one) => ({ name: one.name, title: one.title, names: one.identifying }))
	};
}

function describe({ agreement, saved }: AgreementVersion, before: AgreementVersion | undefined) {
	const changes = before ? sayChanges(before.agreement, agreement) : [];
	const none = before ? words.same : words.first;
	return {
		by: saved ? words.by(saved.who, saved.at) : words.byHand,
		changes: changes.length > 0 ? changes : [none]
	};
}
