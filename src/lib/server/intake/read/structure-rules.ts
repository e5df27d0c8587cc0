import type { Severity } from '$lib/domain';

/** What a finding about the structure of a file says, and what to do. `{…}` are filled in. */
interface Rule {
	severity: Severity;
	message: string;
	fix: string;
}

/** Everything that may be wrong with a file as a file. */
export const STRUCTURE_RULES: Record<string, Rule> = {
	row_width: {
		severity: 'error',
		message: 'The row has {value} cells, the header has {width}.',
		fix: 'Look for a missing or an additional {delimiter} in this line; text that holds one must stand in quotes.'
	},
	unclosed_quote: {
		severity: 'error',
		message: 'A quote opens in this line and does not close.',
		fix: 'Close the quote, or write a quote inside text twice.'
	},
	text_after_quote: {
		severity: 'error',
		message: 'Text follows a closing quote.',
		fix: 'Write a quote inside quoted text twice, like "the ""blue"" form".'
	},
	nul_byte: {
		severity: 'error',
		message: 'The row holds a NUL byte, which no text has.',
		fix: 'Export the file again; if it stays, ask the maker of the system.'
	},
	long_cell: {
		severity: 'error',
		message: 'A cell is longer than 64 kB.',
		fix: 'Look for a quote that is not closed, or shorten the text.'
	},
	long_row: {
		severity: 'error',
		message: 'The row is longer than 1 MB.',
		fix: 'Look for a line end or a quote that is missing.'
	},
	many_cells: {
		severity: 'error',
		message: 'The row has more than 4,096 cells.',
		fix: 'Look for a line end that is missing.'
	},
	stray_quote: {
		severity: 'warning',
		message: 'A quote stands in the middle of a cell that is not quoted; it was kept as it is.',
		fix: 'Check the value. Text with a quote should stand in quotes, the inner quote written twice.'
	},
	extra_empty_cells: {
		severity: 'warning',
		message: 'The row ends with more empty cells than the header has; they are left out.',
		fix: 'Nothing, if the cells were empty in the source.'
	},
	lone_cell: {
		severity: 'warning',
		message: 'Only one cell of the row is filled, as in a heading between rows; it was kept as a row.',
		fix: 'If it is a heading, take it out.'
	},
	second_header: {
		severity: 'warning',
		message: 'After an empty row, this line reads like the header of another table; it was kept as a row.',
		fix: 'If a second table begins here, send it as a file of its own.'
	},
	no_header: {
		severity: 'warning',
		message: 'The first row reads like values, not like names of columns: the header may be missing.',
		fix: 'Export the table with a header; else this row is taken for one and is lost.'
	},
	header_misfit: {
		severity: 'error',
		message: 'The header in this line has {width} cells, and {value} rows do not fit it.',
		fix: 'Look for a {delimiter} too many or too few in this line or at the end of each row, or for another delimiter.'
	},
	apostrophes: {
		severity: 'warning',
		message: 'Texts stand between apostrophes; these were taken for quotes and left out.',
		fix: 'Nothing, if no value begins and ends with an apostrophe.'
	},
	cut_off: {
		severity: 'error',
		message: 'The file ends in the middle of a row: it looks cut off.',
		fix: 'Send the whole file again, or say that it is complete; then this row is left out.'
	},
	no_final_newline: {
		severity: 'warning',
		message: 'The last row has no line end, so the file may be cut off.',
		fix: 'Check that the last row of the source is the last row here.'
	},
	single_column: {
		severity: 'error',
		message: 'The file has one single column, so its delimiter was not recognised.',
		fix: 'Export it with commas, semicolons, tabs or pipes between the columns.'
	},
	duplicate_header: {
		severity: 'error',
		message: 'The header "{value}" stands more than once.',
		fix: 'Give each column a name of its own.'
	},
	blank_header: {
		severity: 'warning',
		message: 'Column {value} has values but no name; it is left out.',
		fix: 'Name the column if it is needed.'
	},
	padded_header: {
		severity: 'warning',
		message: 'The header "{value}" has spaces around it; they are ignored.',
		fix: 'Nothing, or remove the spaces in the source.'
	},
	two_row_header: {
		severity: 'warning',
		message: 'The header takes two rows; they were joined, as in "{value}".',
		fix: 'Check the columns; one row of names is safer.'
	},
	mixed_line_ends: {
		severity: 'warning',
		message: 'The lines end in different ways ({value}).',
		fix: 'Nothing, if the number of rows is right; often two files were pasted together.'
	},
	windows_1252: {
		severity: 'warning',
		message: 'The file is not UTF-8; it was read as Windows-1252, which changes words like {value}.',
		fix: 'Check these words. If they are wrong, export the file as "CSV UTF-8".'
	},
	two_encodings: {
		severity: 'warning',
		message:
			'Some lines are UTF-8 and some Windows-1252; each was read as what it is. See words like {value}.',
		fix: 'Check these words. Most often two files were pasted together.'
	},
	total_mismatch: {
		severity: 'error',
		message: 'The totals row says {value}, but {sum}.',
		fix: 'Rows are missing or doubled, or the total is old: export the file again.'
	},
	total_not_compared: {
		severity: 'warning',
		message: 'The totals row was not compared, because {count} rows above it are broken.',
		fix: 'Correct the broken rows first.'
	},
	content_after_table: {
		severity: 'warning',
		message: 'Below the table, after an empty row, stands something that is not part of it; it is left out.',
		fix: 'If it is a second table, send it as a file of its own.'
	},
	other_sheets: {
		severity: 'warning',
		message: 'Only the sheet "{sheet}" was read; {value} was not.',
		fix: 'If another sheet holds a table too, save it as a file of its own and send that.'
	},
	merged_cells: {
		severity: 'warning',
		message: 'Cells are merged below the header; only the first of them has the value, the others are empty.',
		fix: 'Unmerge them and write the value in each row that it holds for.'
	},
	formula_without_value: {
		severity: 'warning',
		message: 'A formula has no stored value; it stands as the formula itself.',
		fix: 'Open the workbook in a spreadsheet program, which computes it, save it, and send that file.'
	},
	formula_error: {
		severity: 'warning',
		message: 'A formula ended in an error ({value}), which stands as the value.',
		fix: 'Correct the formula in the source.'
	}
};
