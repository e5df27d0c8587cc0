import { element } from './drawing';
import { ink } from './palette';

interface Pen {
	moveTo(x: number, y: number): void;
	lineTo(x: number, y: number): void;
	arc(x: number, y: number, r: number, from: number, to: number, back?: boolean): void;
	closePath(): void;
}

/** A padlock as a Plot symbol: stands wherever a number is withheld to protect privacy. */
export const LOCK = {
	draw(pen: Pen, size: number): void {
		drawLock(pen, Math.sqrt(size));
	}
};

/** A padlock about `s` pixels high, as a shape of its own, its middle at (x, y). */
export function lockShape(document: Document, x: number, y: number, s: number): SVGElement {
	const r = 0.25 * s;
	const body = `M${-0.38 * s},${-0.06 * s}H${0.38 * s}V${0.5 * s}H${-0.38 * s}Z`;
	const shackle = `M${-r},${-0.06 * s}V${-0.22 * s}A${r},${r} 0 0 1 ${r},${-0.22 * s}V${-0.06 * s}`;
	const group = element(document, 'g', { transform: `translate(${x},${y})` });
	group.append(
		element(document, 'path', { d: body, fill: ink('ink-soft') }),
		element(document, 'path', { d: shackle, fill: 'none', stroke: ink('ink-soft'), 'stroke-width': 0.13 * s })
	);
	return group;
}

function drawLock(pen: Pen, s: number): void {
	pen.moveTo(-0.38 * s, -0.06 * s);
	pen.lineTo(0.38 * s, -0.06 * s);
	pen.lineTo(0.38 * s, 0.5 * s);
	pen.lineTo(-0.38 * s, 0.5 * s);
	pen.closePath();
	pen.moveTo(-0.31 * s, -0.06 * s);
	pen.lineTo(-0.31 * s, -0.22 * s);
	pen.arc(0, -0.22 * s, 0.31 * s, Math.PI, 2 * Math.PI);
	pen.lineTo(0.31 * s, -0.06 * s);
	pen.lineTo(0.18 * s, -0.06 * s);
	pen.lineTo(0.18 * s, -0.22 * s);
	pen.arc(0, -0.22 * s, 0.18 * s, 2 * Math.PI, Math.PI, true);
	pen.lineTo(-0.18 * s, -0.06 * s);
	pen.closePath();
}
