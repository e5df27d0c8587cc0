import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';
import { figureOf } from '$lib/server/figures';
import type { PageServerLoad } from './$types';

/** Every chart form on invented tables: the same list that the chart tests draw. In development only. */
export const load: PageServerLoad = async () => {
	if (!dev) error(404, 'There is nothing at this address.');
	const examples = dev ? (await import('../../../tests/charts/examples')).EXAMPLES : [];
	return {
		pictures: examples.map(({ name, table, ...options }) => {
			const figure = figureOf(table(), options);
			return { name, title: figure.title, subtitle: figure.subtitle, drawing: figure.html() };
		})
	};
};
