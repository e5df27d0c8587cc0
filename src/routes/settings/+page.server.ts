import { fail } from '@sveltejs/kit';
import { CALENDARS, timeZones, type Partner, type Settings } from '$lib/domain';
import {
	changeSettings,
	checkBoundaries,
	readBoundaries,
	removeBoundaries,
	saveBoundaries,
	saveLogo
} from '$lib/server/desk';
import { filings, partners, savePartner } from '$lib/server/intake';
import { measures } from '$lib/server/measures';
import { SETTINGS_WORDS } from '$lib/ui/words/settings';
import { isRefusal } from '../api/problem';
import { readState } from '../read-state';
import { readSettingsForm, type GoalField, type SettingsForm } from './read-form';
import type { Actions, PageServerLoad } from './$types';

/** Measures that the overview shows and that may have a goal. */
const WITH_GOALS = ['people_served', 'need_coverage', 'completion_rate', 'employed_at_exit'];

/** Who we are and what we watch; also the first thing that an empty home asks. */
export const load: PageServerLoad = async ({ locals }) => {
	const { settings, warehouse } = locals;
	return {
		settings: { ...settings, focus_award: settings.focus_award ?? '' },
		partners: [...(await partners(warehouse))],
		awards: await awardChoices(locals),
		goals: goalLines(settings),
		calendars: CALENDARS.map((value) => ({
			value,
			label: SETTINGS_WORDS.identity.calendars[value] ?? value
		})),
		outlines: outlinesOf(locals.home.dir),
		timeZones: timeZones(settings.time_zone).map((value) => ({ value, label: value.replaceAll('_', ' ') })),
		hasFiled: (await filings(warehouse)).length > 0
	};
};

/** How many ZIP codes have an outline; nothing where none can be read, which is then said when they are needed. */
function outlinesOf(home: string): number {
	try {
		return readBoundaries(home)?.length ?? 0;
	} catch (mistake) {
		if (isRefusal(mistake)) return 0;
		throw mistake;
	}
}

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { home } = locals;
		try {
			const form = await readSettingsForm(await request.formData(), goalFields());
			if (form.boundaries instanceof Uint8Array) checkBoundaries(form.boundaries);
			const before = home.settings;
			const known = await partners(home.warehouse);
			await changeSettings(home, form.changes);
			for (const partner of form.partners) await savePartner(home.warehouse, partner);
			if (form.logo) await saveLogo(home, form.logo);
			keepBoundaries(home.dir, form.boundaries);
			const settings = [
				...changedSettings(before, home.settings),
				...(form.boundaries ? ['boundaries'] : [])
			];
			await locals.note('changed settings', { settings });
			for (const partner of form.partners.filter((one) => !isAmong(known, one)))
				await locals.note('changed a partner', { partner: partner.partner });
			await globalThis.braidwork?.keepAgreed(locals.actor);
			return { saved: true };
		} catch (mistake) {
			if (isRefusal(mistake)) return fail(400, { message: mistake.message, hint: mistake.hint });
			throw mistake;
		}
	}
};

function keepBoundaries(home: string, boundaries: SettingsForm['boundaries']): void {
	if (boundaries === 'none') removeBoundaries(home);
	else if (boundaries) saveBoundaries(home, boundaries);
}

/** The names of the settings that are no longer what they were; what they were stays out of the log. */
function changedSettings(before: Settings, after: Settings): string[] {
	const now = new Map(Object.entries(after));
	const isChanged = ([name, value]: [string, unknown]) =>
		JSON.stringify(value) !== JSON.stringify(now.get(name));
	return Object.entries(before)
		.filter(isChanged)
		.map(([name]) => name);
}

function isAmong(known: readonly Partner[], { partner, name, role }: Partner): boolean {
	return known.some((one) => one.partner === partner && one.name === name && one.role === role);
}

function goalFields(): GoalField[] {
	const known = measures().filter(({ id }) => WITH_GOALS.includes(id));
	return known.map(({ id, unit }) => ({ measure: id, unit }));
}

function goalLines({ goals }: Settings) {
	return measures()
		.filter(({ id }) => WITH_GOALS.includes(id))
		.map(({ id, title, unit }) => {
			const target = goals.find(({ measure }) => measure === id)?.target;
			const isShare = unit === 'percent' || unit === 'probability';
			const written =
				target === undefined ? '' : String(isShare ? Number((target * 100).toFixed(6)) : target);
			return { measure: id, title, unit: isShare ? 'percent' : unit, written };
		});
}

async function awardChoices(locals: App.Locals): Promise<{ value: string; label: string }[]> {
	const reading = await readState(locals);
	const table = await reading?.askIfAny({ measure: 'award_balance', by: ['award'] });
	return Object.entries(table?.labels.award ?? {}).map(([value, label]) => ({
		value,
		label: `${label} (${value})`
	}));
}
