import type { CodeList } from './code-list';
import type { Column, Dataset } from './dataset';

/** A blank CSV in our own words: the header line alone. */
export function templateOf(dataset: Dataset): string {
	return dataset.columns.map(({ name }) => name).join(',') + '\r\n';
}

/** A dataset as Table Schema with its codes written out, for tools that know nothing of our code lists. */
export function tableSchemaOf(
	dataset: Dataset,
	codesOf: (list: string) => CodeList
): Record<string, unknown> {
	return {
		$schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
		title: dataset.title,
		description: `${dataset.description} Grain: ${dataset.grain}.`,
		primaryKey: dataset.primary_key,
		missingValues: dataset.missing_values,
		fields: dataset.columns.map((column) => fieldOf(column, codesOf))
	};
}

function fieldOf(column: Column, codesOf: (list: string) => CodeList): Record<string, unknown> {
	const codes = column.codes && column.type !== 'list' ? codesOf(column.codes).codes : null;
	const constraints = {
		...(column.required && { required: true }),
		...(column.unique && { unique: true }),
		...(column.minimum !== null && { minimum: column.minimum }),
		...(column.maximum !== null && { maximum: column.maximum }),
		...(column.pattern !== null && { pattern: column.pattern }),
		...(codes && { enum: codes.map(({ code }) => code) })
	};
	return {
		name: column.name,
		type: column.type,
		title: column.title,
		description: column.description,
		example: column.example,
		...(column.type === 'list' && { delimiter: ';' }),
		...(Object.keys(constraints).length > 0 && { constraints })
	};
}
