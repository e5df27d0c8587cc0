import { fail } from '@sveltejs/kit';
import { writeMoment } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { saveBriefText, type BriefVersion } from '$lib/server/desk';
import { BRIEF_WORDS } from '$lib/ui/words/brief';
import { isRefusal } from '../../api/problem';
import { findVersions, latestReady, readBrief } from '../read-brief';
import { readBriefForm } from './read-form';
import type { Actions, PageServerLoad } from './$types';

const words = BRIEF_WORDS.write;

/** One meeting's brief, its earlier versions, and the form for those who keep the minutes. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const versions = findVersions(locals.home.dir, params.date);
	const [{ brief }] = versions;
	const latest = await latestReady(locals);
	return {
		page: await readBrief(locals, brief, latest),
		latest,
		seen: versions.length,
		mayWrite: mayUse(locals.actor.role, '/brief/[date]', 'POST'),
		versions: versions.map((version, place) =>
			describe(version, versions[place + 1], locals.settings.time_zone)
		)
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		findVersions(locals.home.dir, params.date);
		const form = await request.formData();
		const written = readBriefForm(form);
		const saving = { actor: locals.actor, now: new Date(), seen: Number(form.get('seen')) };
		try {
			saveBriefText(locals.home.dir, params.date, written, saving);
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { written, message: mistake.message, hint: mistake.hint });
		}
		await locals.note('wrote on a brief', { brief: params.date });
		return { saved: true };
	}
};

function describe({ brief, saved }: BriefVersion, before: BriefVersion | undefined, zone: string) {
	const { decisions, notes } = brief;
	const earlier = before?.brief;
	return {
		by: saved ? words.version(saved.who, writeMoment(saved.at, zone)) : BRIEF_WORDS.archive.byHand,
		what: earlier
			? words.changes(decisions.length, earlier.decisions.length, notes !== earlier.notes)
			: words.made,
		decisions,
		notes
	};
}
