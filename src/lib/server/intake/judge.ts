import { dataset } from '$lib/catalog';
import type { IntakeQuestion } from '$lib/domain';
import { OUTSIDE_AGREEMENT } from './check/outside-agreement';
import { valueFinding } from './check/value-finding';
import type { Guess } from './detect';
import type { LoadedFile } from './loaded-file';
import type { LocatedFinding } from './read';
import type { Arriving, Staged } from './stage';

/** Everything that was found in a file. */
interface Found {
	file: LoadedFile;
	arriving: Arriving;
	staged: Staged;
	/** The dataset it really is, when it was sent as another one. */
	wrong: Guess | null;
}

/** Errors that concern the file and not single rows: nothing of it is loaded. */
const OF_FILE = [
	'single_column',
	'duplicate_header',
	'total_mismatch',
	'cut_off',
	'missing_column',
	'two_headers',
	'wrong_dataset',
	'no_known_column',
	'mostly_wrong',
	'nobody_agreed',
	'no_rows'
];

/** Whether an error of this rule puts a whole file in doubt. */
export function concernsFile(rule: string): boolean {
	return OF_FILE.includes(rule);
}

/** More wrong rows than this share, and the file is not what was meant. */
const MOST_WRONG = 0.5;

/** Says what becomes of a file: loaded with or without warnings, waiting for answers, or rejected; and counts its rows. */
export function judge(
	found: Found,
	{ answers, acceptGoodRows }: { answers: Record<string, string>; acceptGoodRows: boolean }
): LoadedFile {
	const { file, arriving, staged } = found;
	const { rows, rejected } = arriving.table.sorted;
	const wrong = rejected.count + rows - staged.loaded;
	const outside = sumOf(staged.findings, isOutside);
	const questions = found.wrong
		? []
		: [...arriving.mapping.questions, ...staged.questions, ...ask(found, answers)];
	const findings = findingsOf(found, { wrong: questions.length > 0 ? 0 : wrong, outside, answers });
	const judged = { ...file, questions, findings };
	const isFileWrong = findings.some(({ rule, severity }) => severity === 'error' && concernsFile(rule));
	if (questions.length > 0) {
		return {
			...judged,
			status: 'needs_answer',
			rows_loaded: 0,
			rows_rejected: rejected.count,
			rows_waiting: rows
		};
	}
	if (isFileWrong)
		return {
			...judged,
			status: 'rejected',
			rows_loaded: 0,
			rows_rejected: rows + rejected.count,
			rows_waiting: 0
		};
	const isAnyWrong = findings.some((one) => one.severity === 'error' && !isOutside(one));
	if (wrong > outside && isAnyWrong && !acceptGoodRows) {
		return {
			...judged,
			status: 'rejected',
			rows_loaded: 0,
			rows_rejected: wrong,
			rows_waiting: staged.loaded
		};
	}
	const status = findings.length > 0 ? 'checked_with_warnings' : 'checked';
	return { ...judged, status, rows_loaded: staged.loaded, rows_rejected: wrong, rows_waiting: 0 };
}

/** Rows of people whom the agreement does not include are refused, and are no fault of the file. */
function isOutside({ rule }: LocatedFinding): boolean {
	return rule === OUTSIDE_AGREEMENT;
}

function sumOf(findings: LocatedFinding[], which: (finding: LocatedFinding) => boolean): number {
	return findings.filter(which).reduce((sum, { count }) => sum + count, 0);
}

/** Questions about the file as a whole. */
function ask({ arriving }: Found, answers: Record<string, string>): IntakeQuestion[] {
	const { sorted } = arriving.table;
	const questions: IntakeQuestion[] = [];
	if (sorted.isTruncated && answers.cut_off === undefined) {
		questions.push({
			code: 'cut_off',
			row: sorted.rejected.lastRow,
			column: null,
			message: 'The file ends in the middle of a row. Is it complete?',
			choices: [
				{ value: 'complete', label: 'Yes, leave the last row out' },
				{ value: 'broken', label: 'No, I will send it again' }
			]
		});
	}
	if (sorted.rows === 0 && sorted.rejected.count === 0 && answers.nobody === undefined) {
		questions.push({
			code: 'nobody',
			row: null,
			column: null,
			message: 'The file has a header and no rows. Was there nobody this quarter?',
			choices: [
				{ value: 'yes', label: 'Yes, nobody' },
				{ value: 'no', label: 'No, I will send it again' }
			]
		});
	}
	return questions;
}

function findingsOf(
	found: Found,
	{ wrong, outside, answers }: { wrong: number; outside: number; answers: Record<string, string> }
): LocatedFinding[] {
	const { arriving, staged } = found;
	const { sorted } = arriving.table;
	const structure = found.file.findings.map((finding) =>
		finding.rule === 'cut_off' && answers.cut_off === 'complete'
			? { ...finding, severity: 'warning' as const }
			: finding
	);
	const ofColumns = found.wrong ? [] : [...arriving.mapping.findings, ...staged.findings];
	const findings = [...ofDataset(found), ...structure, ...ofColumns];
	const rows = sorted.rows + sorted.rejected.count;
	const [theirs, faulty] = [rows - outside, wrong - outside];
	if (!found.wrong && theirs > 1 && faulty > theirs * MOST_WRONG) {
		findings.push(valueFinding('mostly_wrong', { value: String(faulty), count: theirs }));
	}
	if (outside > 0 && staged.loaded === 0) findings.push(valueFinding('nobody_agreed', {}));
	if (rows === 0 && answers.nobody === 'no') findings.push(valueFinding('no_rows', {}));
	return findings;
}

function ofDataset({ arriving, wrong }: Found): LocatedFinding[] {
	const { dataset: said } = arriving.known;
	if (wrong) {
		return [
			valueFinding('wrong_dataset', {
				value: dataset(wrong.format.dataset).title,
				places: { title: said.title }
			})
		];
	}
	return arriving.mapping.cells.size === 0 && arriving.mapping.questions.length === 0
		? [valueFinding('no_known_column', { row: arriving.known.headerRow })]
		: [];
}
