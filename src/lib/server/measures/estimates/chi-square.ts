/** Relative size of a term that no longer changes a double. */
const ENOUGH = 1e-16;

/** The chance that a chi-square variable with `df` degrees of freedom exceeds `x`; 1e-12 or better. */
export function chiSquareTail(x: number, df: number): number {
	if (x <= 0 || df <= 0) return 1;
	const shape = df / 2;
	return x / 2 < shape + 1 ? 1 - lowerSeries(shape, x / 2) : upperFraction(shape, x / 2);
}

/** Regularised lower incomplete gamma by its series (Abramowitz and Stegun 6.5.29). */
function lowerSeries(shape: number, x: number): number {
	let term = 1 / shape;
	let sum = term;
	for (let k = 1; term > sum * ENOUGH; k++) {
		term *= x / (shape + k);
		sum += term;
	}
	return sum * front(shape, x);
}

/** Regularised upper incomplete gamma by its continued fraction (6.5.31), evaluated by Lentz's method. */
function upperFraction(shape: number, x: number): number {
	let b = x + 1 - shape;
	let c = 1e300;
	let d = 1 / b;
	let product = d;
	for (let k = 1; k < 1000; k++) {
		const a = -k * (k - shape);
		b += 2;
		d = 1 / (a * d + b);
		c = b + a / c;
		product *= c * d;
		if (Math.abs(c * d - 1) < ENOUGH * 10) break;
	}
	return product * front(shape, x);
}

function front(shape: number, x: number): number {
	return Math.exp(-x + shape * Math.log(x) - logGamma(shape));
}

/** log gamma of a whole or half number, which is all that degrees of freedom need. */
function logGamma(shape: number): number {
	const start = shape % 1 === 0 ? 1 : 0.5;
	let sum = start === 1 ? 0 : Math.log(Math.PI) / 2;
	for (let at = start; at < shape; at++) sum += Math.log(at);
	return sum;
}
