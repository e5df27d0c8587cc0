import { CALENDARS, Refusal, type Goal, type MeasureUnit, type Partner, type Settings } from '$lib/domain';

/** What the form of the settings holds, as the home keeps it. */
export interface SettingsForm {
	changes: Partial<Settings>;
	partners: Partner[];
	/** Bytes of a new logo; nothing when none was chosen. */
	logo: Uint8Array | null;
	/** Bytes of new outlines of ZIP codes; `none` to take those in the home out, nothing to keep them. */
	boundaries: Uint8Array | 'none' | null;
}

/** A measure that may have a goal. */
export interface GoalField {
	measure: string;
	unit: MeasureUnit;
}

/** Reads the form of the settings. Rates are written as percent and kept as fractions of one. */
export async function readSettingsForm(form: FormData, fields: GoalField[]): Promise<SettingsForm> {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	return {
		changes: {
			name: text('name'),
			calendar: CALENDARS.find((calendar) => calendar === text('calendar')) ?? 'calendar',
			...(form.has('time_zone') && { time_zone: text('time_zone') }),
			focus_award: text('focus_award') || null,
			goals: fields.flatMap((field) => goalFrom(text(`goal_${field.measure}`), field)),
			threshold: wholeFrom(text('threshold')),
			upload_limit_mb: wholeFrom(text('upload_limit_mb')),
			accept_good_rows: form.get('accept_good_rows') === 'true'
		},
		partners: partnersFrom(form),
		logo: await bytesOf(form.get('logo')),
		boundaries: form.get('no_boundaries') === 'true' ? 'none' : await bytesOf(form.get('boundaries'))
	};
}

function goalFrom(text: string, { measure, unit }: GoalField): Goal[] {
	if (text === '') return [];
	const target = Number(text.replace(/[$,%\s]/g, ''));
	if (!Number.isFinite(target))
		throw new Refusal('bad_goal', `"${text.slice(0, 40)}" is not a number.`, 'Write a goal like 75.');
	return [{ measure, target: unit === 'percent' || unit === 'probability' ? target / 100 : target }];
}

function wholeFrom(text: string): number {
	return text === '' ? Number.NaN : Number(text);
}

function partnersFrom(form: FormData): Partner[] {
	const column = (name: string) => form.getAll(name).map((value) => String(value).trim());
	const [ids, names, roles] = [column('partner'), column('partner_name'), column('partner_role')];
	const lines = ids.map((partner, place) => ({
		partner,
		name: names[place] ?? '',
		role: roles[place] ?? ''
	}));
	return lines.filter(({ partner, name }) => partner !== '' || name !== '').map(wholePartner);
}

function wholePartner(line: Partner): Partner {
	const partner =
		line.partner ||
		line.name
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '');
	return { partner, name: line.name || partner, role: line.role };
}

async function bytesOf(file: FormDataEntryValue | null): Promise<Uint8Array | null> {
	return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
}
