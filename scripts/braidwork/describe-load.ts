import type { LoadedFile } from '$lib/server/intake';
import type { Outcome } from './command';
import { plural, table } from './table';

const UNFINISHED = ['rejected', 'needs_answer'];

/** The answer of a load: the files as they stand, and a reason when one of them was not taken. */
export function describeLoad(loaded: { files: LoadedFile[]; state: number }): Outcome {
	const left = loaded.files.filter((file) => UNFINISHED.includes(file.status));
	const error = left.length > 0 ? reasonFor(left) : undefined;
	return {
		json: error ? { ...loaded, error } : loaded,
		words: [listed(loaded.files), ...loaded.files.flatMap(details), closing(loaded, error)].join('\n'),
		failed: left.length > 0
	};
}

function reasonFor(left: LoadedFile[]): { code: string; message: string; hint: string } {
	const waiting = left.filter((file) => file.status === 'needs_answer').length;
	if (waiting === left.length)
		return {
			code: 'needs_answer',
			message: `${plural(waiting, 'file')} cannot be read without an answer.`,
			hint: 'Answer with --answer CODE=CHOICE; the questions name the codes and choices.'
		};
	return {
		code: 'rejected',
		message: `${plural(left.length - waiting, 'file')} of ${left.length} left over had errors and was not kept as data.`,
		hint: 'Mend what the findings name in the file, then load it again.'
	};
}

function listed(files: LoadedFile[]): string {
	return table(
		files.map((file) => ({
			file: file.file,
			status: file.already_received ? `${file.status}, received before` : file.status,
			partner: file.partner,
			dataset: file.dataset ?? '-',
			period: file.period ?? '-',
			rows: file.rows_in_file,
			loaded: file.rows_loaded,
			rejected: file.rows_rejected
		}))
	);
}

function details(file: LoadedFile): string[] {
	const questions = file.questions.map((question) => {
		const choices = question.choices.map((choice) => choice.value).join(', ');
		return `  ? ${question.message} (--answer ${question.code}=..., one of: ${choices})`;
	});
	const findings = file.findings.map((finding) => {
		const where = finding.row === null ? '' : `line ${finding.row}: `;
		return `  ${finding.severity === 'error' ? 'x' : '!'} ${where}${finding.message} ${finding.fix}`;
	});
	return questions.length + findings.length === 0 ? [] : ['', file.file, ...questions, ...findings];
}

function closing(loaded: { state: number }, error?: { message: string; hint: string }): string {
	const state = loaded.state === 0 ? 'Nothing is published yet.' : `The latest state is ${loaded.state}.`;
	return `\n${error ? `${error.message} ${error.hint} ` : ''}${state}`;
}
