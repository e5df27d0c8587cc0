import { Refusal, type MeasureUnit, type OtherLevel } from '$lib/domain';
import { LEVEL_WORDS } from '$lib/ui/words/levels';

/** A measure that may have a state level. */
export interface LevelField {
	measure: string;
	title: string;
	unit: MeasureUnit;
}

const WORDS = LEVEL_WORDS;

/** Reads the form; a measure whose level is empty has none. Shares are written as percent and kept as fractions of one. */
export function readLevels(form: FormData, fields: LevelField[]): OtherLevel[] {
	return fields.flatMap((field) => {
		const text = (name: string) => String(form.get(`${name}_${field.measure}`) ?? '').trim();
		const written = text('level').replace(/[$,%\s]/g, '');
		if (written === '') return [];
		const number = Number(written);
		if (!Number.isFinite(number))
			throw new Refusal('bad_level', WORDS.badLevel(field.title), WORDS.levelHint);
		const [period, source] = [text('period'), text('source')];
		if (!period || !source)
			throw new Refusal('bad_level', WORDS.incomplete(field.title), WORDS.incompleteHint);
		const level = field.unit === 'dollars' ? number : Number((number / 100).toFixed(6));
		return [{ measure: field.measure, level, period, source }];
	});
}

/** A level as the form shows it. */
export function writtenLevel({ level }: OtherLevel, { unit }: LevelField): string {
	return String(unit === 'dollars' ? level : Number((level * 100).toFixed(6)));
}
