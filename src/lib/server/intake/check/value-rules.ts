import type { Severity } from '$lib/domain';
import { MONEY_RULES } from './money-rules';

/** What a finding about values says, and what to do. `{…}` are filled in. */
export interface ValueRule {
	severity: Severity;
	message: string;
	fix: string;
}

/** Everything that may be wrong with the values of a file, apart from the checks that datasets declare. */
export const VALUE_RULES: Record<string, ValueRule> = {
	...MONEY_RULES,
	required_missing: {
		severity: 'error',
		message: '"{header}" is empty, but every row needs {title}.',
		fix: 'Fill it in.'
	},
	unknown_code: {
		severity: 'error',
		message: '"{value}" is not a value of {title}.',
		fix: 'Use one of: {codes}.'
	},
	outside_agreement: {
		severity: 'error',
		message:
			'{count|row is|rows are} about people whom your sharing agreement does not include, and none of it was kept. It covers {populations}; no roster that you sent says that they are among them.',
		fix: 'Nothing, if that is so. If it is not, correct the roster and send it first, then send this file again.'
	},
	nobody_agreed: {
		severity: 'error',
		message: 'No row of the file is about people whom your sharing agreement is known to include.',
		fix: 'Send the roster first: it says who is in which population. Then send this file again.'
	},
	known_by_line: {
		severity: 'warning',
		message: 'The file has no {title}, so each row is known by its quarter and its line.',
		fix: 'Nothing; but a file that is sent again is compared line by line, so keep the order of its rows.'
	},
	row_left_out: {
		severity: 'warning',
		message: 'Rows with "{value}" in "{header}" are left out, as was decided.',
		fix: 'Nothing; the decision can be changed where the columns are matched.'
	},
	unknown_code_in_list: {
		severity: 'error',
		message: '"{value}" holds something that is not a value of {title}.',
		fix: 'Separate by semicolons, and use only: {codes}.'
	},
	not_a_whole_number: {
		severity: 'error',
		message: '"{value}" is not a whole number.',
		fix: 'Write digits only, like {example}.'
	},
	not_a_number: {
		severity: 'error',
		message: '"{value}" is not a number.',
		fix: 'Write it like {example}; $ and thousands commas are fine.'
	},
	not_yes_or_no: {
		severity: 'error',
		message: '"{value}" is neither yes nor no.',
		fix: 'Write yes or no, true or false, Y or N, 1 or 0.'
	},
	not_a_date: {
		severity: 'error',
		message: '"{value}" is not a date{order}.',
		fix: 'Write it like {example}, and every date of the column in the same way.'
	},
	wrong_pattern: {
		severity: 'error',
		message: '"{value}" is not written like {title}.',
		fix: 'Write it like {example}.'
	},
	below_minimum: {
		severity: 'error',
		message: '"{value}" is less than {minimum}, the least that {title} can be.',
		fix: 'Check the value.'
	},
	above_maximum: {
		severity: 'error',
		message: '"{value}" is more than {maximum}, the most that {title} can be.',
		fix: 'Check the value.'
	},
	birth_in_future: {
		severity: 'error',
		message: 'The birth date lies after the period of the file.',
		fix: 'Check the date; years of two digits are best written with four.'
	},
	lost_digits: {
		severity: 'error',
		message: '"{value}" is a number that a spreadsheet shortened; the digits of the id are gone.',
		fix: 'Format the column as text in the source, and export it again.'
	},
	duplicate_key: {
		severity: 'error',
		message: '{title} {value} stands in an earlier row of this file already; the later rows are left out.',
		fix: 'Send each {title} once.'
	},
	padded_values: {
		severity: 'warning',
		message: '{count|value has|values have} spaces around, which were ignored.',
		fix: 'Nothing, or remove the spaces in the source.'
	},
	zip_padded: {
		severity: 'warning',
		message:
			'{count|ZIP code was|ZIP codes were} not five digits; lost zeros were put back and additions left out.',
		fix: 'Format the column as text in the source, so that zeros stay.'
	},
	rounded_cents: {
		severity: 'warning',
		message:
			'{count|amount has|amounts have} more than two decimals and went into the table rounded to cents.',
		fix: 'Nothing, if cents are enough.'
	},
	time_left_out: {
		severity: 'warning',
		message: '{count|date comes|dates come} with a time of day, which was left out.',
		fix: 'Nothing; days are enough.'
	},
	two_digit_years: {
		severity: 'warning',
		message: '{count|date has a year|dates have years} of two digits, read as a year up to {latest}.',
		fix: 'Check some of them; years of four digits are safe.'
	},
	mixed_dates: {
		severity: 'warning',
		message: 'The dates are written in several ways ({value}); each was read as what it is.',
		fix: 'Check some of them; one way for the whole column is safe.'
	},
	order_changed: {
		severity: 'warning',
		message: 'The dates are written {order} first; in earlier files it was the other way.',
		fix: 'Check some of them.'
	},
	unknown_participant: {
		severity: 'warning',
		message: '{count|row names|rows name} a participant who is on no roster that you sent.',
		fix: 'Send the participants file of this period too, or check the ids.'
	},
	later_than_period: {
		severity: 'warning',
		message: '{count|date lies|dates lie} after the end of {period}.',
		fix: 'Check the period of the file, and these dates.'
	},
	fewer_rows: {
		severity: 'warning',
		message: '{value} rows, while {before} had {rows}: fewer than four in five.',
		fix: 'Check that the export was complete.'
	},
	not_known: {
		severity: 'warning',
		message:
			'{count|record says|records say} "{value}" ({meaning}); left empty, so that no average counts them.',
		fix: 'Nothing, unless the answer is known by now.'
	},
	before_intake: {
		severity: 'warning',
		message: '{count|date lies|dates lie} before the day on which your roster has the participant begin.',
		fix: 'Check the date, and the intake date on the roster.'
	},
	many_more_rows: {
		severity: 'warning',
		message: '{value} rows, while {before} had {rows}: more than twice as many.',
		fix: 'Check that no rows were exported twice, and that the file is of one quarter only.'
	},
	open_rows_vanished: {
		severity: 'warning',
		message:
			'{count|row was|rows were} open in {before} and cannot be found in this file (of {open} that were open).',
		fix: 'Send them with what became of them, or check that the export was complete.'
	},
	new_code: {
		severity: 'warning',
		message: '"{value}" stands in {share} of the rows as {title}, and in none of {before}.',
		fix: 'Nothing, if this began this quarter; else check what the code stands for.'
	},
	share_changed: {
		severity: 'warning',
		message: '"{value}" is {share} of {title} now and was {share_before} in {before}.',
		fix: 'Check that the codes still mean what they meant, and that the export was complete.'
	},
	not_agreed: {
		severity: 'warning',
		message:
			'The sharing agreement leaves out "{value}": it was removed from {count|row|rows} before anything was kept.',
		fix: 'Leave the column out of the export, or change the agreement.'
	},
	columns_not_agreed: {
		severity: 'warning',
		message:
			'The sharing agreement does not include what {value} hold: they were removed from {count|row|rows} before anything was kept.',
		fix: 'Nothing, or leave the columns out of the export.'
	},
	mostly_wrong: {
		severity: 'error',
		message: '{value} of {count} rows are wrong, so nothing of the file was loaded.',
		fix: 'Correct what else is named, or check that the file is what you meant to send.'
	},
	already_published: {
		severity: 'warning',
		message: '{value} is already published for the same partner, dataset and period; it was left in place.',
		fix: 'Publish {id} with --replace to put it in its place.'
	},
	no_rows: {
		severity: 'error',
		message: 'The file has no rows.',
		fix: 'Send the file with its rows.'
	},
	missing_column: {
		severity: 'error',
		message: 'There is no column for {title}, which every row needs.',
		fix: 'Add the column, or say which of your columns it is.'
	},
	two_headers: {
		severity: 'error',
		message: '"{header}" and "{value}" both stand for {title}.',
		fix: 'Send one of them.'
	},
	extra_column: {
		severity: 'warning',
		message: 'The column "{header}" is not asked for and was left out.',
		fix: 'Nothing, unless it is one of our columns under another name: then match it.'
	},
	header_changed: {
		severity: 'warning',
		message: '{title} was "{value}" last time and is "{header}" now.',
		fix: 'Check that it is the same column.'
	},
	column_gone: {
		severity: 'warning',
		message: 'The column "{value}" ({title}) of last time is missing.',
		fix: 'Check whether it should be there.'
	},
	wrong_dataset: {
		severity: 'error',
		message: 'The file was sent as {title}, but its columns are those of {value}.',
		fix: 'Send it as {value}.'
	},
	no_known_column: {
		severity: 'error',
		message: 'None of the columns is known.',
		fix: 'Use the headers of the blank template, or ask the administrator to declare your layout.'
	}
};
