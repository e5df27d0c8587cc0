import type { ValueRule } from './value-rules';

/** What may be wrong with spending beside the awards that it is of. */
export const MONEY_RULES: Record<string, ValueRule> = {
	award_overspent: {
		severity: 'warning',
		message:
			'Through {until} you filed {spent} spent and {obligated} obligated of award {value}: {over} more than the {amount} awarded.',
		fix: 'Check the amounts, and whether the award was raised; then send its line in the awards file again.'
	},
	spent_outside_award: {
		severity: 'warning',
		message: '{dollars} of award {value} is filed as spent in {quarters}, but the award runs from {days}.',
		fix: 'Check the quarter, and the dates of the award.'
	}
};
