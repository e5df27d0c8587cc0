import { fail } from '@sveltejs/kit';
import { writeMoment } from '$lib/domain';
import { mayUse } from '$lib/server/access';
import { mayMove, moveBrief, saveBriefText, type BriefSaving, type BriefVersion } from '$lib/server/desk';
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
	const mayWrite = mayUse(locals.actor.role, '/brief/[date]', 'POST');
	return {
		page: await readBrief(locals, brief, latest),
		latest,
		seen: versions.length,
		mayWrite,
		mayMove: mayWrite && mayMove(locals.home.dir, brief, latest, new Date()),
		versions: versions.map((version, place) =>
			describe(version, versions[place + 1], locals.settings.time_zone)
		)
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		findVersions(locals.home.dir, params.date);
		const form = await request.formData();
		const written = form.has('move') ? null : readBriefForm(form);
		const seen = Number(form.get('seen'));
		const saving = { actor: locals.actor, now: new Date() };
		try {
			if (written) saveBriefText(locals.home.dir, params.date, written, { ...saving, seen });
			else await moveToLatest(locals, params.date, { ...saving, seen });
		} catch (mistake) {
			if (!isRefusal(mistake)) throw mistake;
			return fail(400, { written, message: mistake.message, hint: mistake.hint });
		}
		await locals.note('wrote on a brief', { brief: params.date });
		return { saved: true };
	}
};

async function moveToLatest(
	locals: App.Locals,
	date: string,
	{ seen, ...saving }: BriefSaving & { seen: number }
) {
	const state = await latestReady(locals);
	const brief = moveBrief(locals.home.dir, date, { state, seen }, saving);
	// Asked once, so that its tables are kept and stay when the rows behind them go.
	await readBrief(locals, brief, state);
}

function describe({ brief, saved }: BriefVersion, before: BriefVersion | undefined, zone: string) {
	const { decisions, notes } = brief;
	const earlier = before?.brief;
	return {
		by: saved ? words.version(saved.who, writeMoment(saved.at, zone)) : BRIEF_WORDS.archive.byHand,
		what: earlier
			? earlier.state === brief.state
				? words.changes(decisions.length, earlier.decisions.length, notes !== earlier.notes)
				: words.moved(earlier.state, brief.state)
			: words.made,
		decisions,
		notes
	};
}
