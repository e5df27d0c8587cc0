import type { CodeList } from './code-list';
import type { Dataset } from './dataset';
import { complainUnless } from './declaration';
import type { Expression } from './expression';
import type { Transform } from './transform';

/** Refuses a layout that puts something into a column of ours that is none of its codes. */
export function checkTransformCodes(transform: Transform, datasets: Dataset[], codeLists: CodeList[]): void {
	transform.makes.forEach((make, at) => {
		const columns = datasets.find(({ id }) => id === make.dataset)?.columns ?? [];
		for (const [name, expression] of Object.entries(make.columns)) {
			const column = columns.find((candidate) => candidate.name === name);
			const list = codeLists.find(({ id }) => id === column?.codes)?.codes.map(({ code }) => code);
			const allowed = list ?? (column?.type === 'boolean' ? ['true', 'false'] : null);
			const wrong = allowed && constantsOf(expression).find((value) => !allowed.includes(value));
			complainUnless(
				typeof wrong !== 'string',
				`data/formats/${transform.id}.json`,
				`makes.${at}.columns.${name}`,
				`"${wrong}" is not a code of ${column?.codes ?? 'yes or no'}`
			);
		}
	});
}

/** What an expression may give that the declaration says itself. */
function constantsOf(expression: Expression): string[] {
	if (typeof expression === 'string') return [];
	if ('first' in expression) return expression.first.flatMap(constantsOf);
	if ('flags' in expression) return [...Object.values(expression.flags), expression.several];
	if ('then' in expression)
		return [expression.then, expression.else ?? []].flat().flatMap((one) => constantsOf(one as Expression));
	const codes = 'codes' in expression ? Object.values(expression.codes ?? {}) : [];
	if ('value' in expression) return codes.length > 0 ? codes : [expression.value];
	return 'other' in expression && expression.other !== undefined ? [...codes, expression.other] : codes;
}
