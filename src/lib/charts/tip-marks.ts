import type { RenderFunction } from '@observablehq/plot';

/**
 * A mark option that writes a tip on each of the mark's shapes, as the text of a `data-tip` attribute. The
 * browser shows it as text (tips.ts); the attribute is escaped where the picture is written.
 */
export function tipped<Row>(rows: readonly Row[], tip: (row: Row) => string): { render: RenderFunction } {
	return {
		render(index, scales, values, dimensions, context, next) {
			const group = next?.(index, scales, values, dimensions, context) ?? null;
			[...(group?.children ?? [])].forEach((shape, place) => {
				const row = rows[index[place] ?? -1];
				if (row) shape.setAttribute('data-tip', tip(row));
			});
			return group;
		}
	};
}
