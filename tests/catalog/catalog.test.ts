import { expect, test } from 'vitest';
import { codeLabel, codeList, codeLists, datasets, formats, tableSchema, template } from '$lib/catalog';

test('all eight datasets load', () => {
	expect(datasets().map(({ id }) => id)).toEqual([
		'participants',
		'enrollments',
		'needs',
		'deliveries',
		'outcomes',
		'awards',
		'expenditures',
		'offerings'
	]);
	expect(codeList('services').codes).toHaveLength(16);
	expect(codeLists().length).toBeGreaterThan(20);
	expect(codeLabel('services', 'child_care')).toBe('Child care');
	expect(formats().filter(({ id }) => id === 'own')).toHaveLength(8);
	expect(template('needs')).toContain('need_id,participant_id');
	expect(tableSchema('needs')).toHaveProperty('fields');
});
