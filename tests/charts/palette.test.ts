import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, type Ink, withColours } from '$lib/charts';

const tokens = readFileSync('src/lib/ui/tokens.css', 'utf8');

const NIGHT = Object.fromEntries(Object.keys(DAY).map((name) => [name, tokenOf(name)?.[1] ?? ''])) as Record<
	Ink,
	string
>;

const SCHEMES = { day: DAY, night: NIGHT } as const;

/** Machado, Oliveira and Fernandes 2009, severity 1; applied to linear RGB. */
const EYES: Record<string, number[][]> = {
	usual: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protan: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deutan: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritan: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

function linear(hex: string): number[] {
	return [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
}

function contrast(one: string, two: string): number {
	const light = (hex: string) => {
		const [r = 0, g = 0, b = 0] = linear(hex);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
	};
	const [a, b] = [light(one), light(two)];
	return Math.max(a, b) / Math.min(a, b);
}

/** Distance in OKLab (Ottosson 2020), times 100, as an eye sees it. */
function apart(one: string, two: string, eye: number[][]): number {
	const [a, b] = [one, two].map((hex) => oklab(eye.map((row) => clamp(dot(row, linear(hex))))));
	return 100 * Math.hypot(...(a ?? []).map((part, at) => part - (b?.[at] ?? 0)));
}

function oklab(rgb: number[]): number[] {
	const lms = [
		[0.4122214708, 0.5363325363, 0.0514459929],
		[0.2119034982, 0.6806995451, 0.1073969566],
		[0.0883024619, 0.2817188376, 0.6299787005]
	].map((row) => Math.cbrt(dot(row, rgb)));
	return [
		[0.2104542553, 0.793617785, -0.0040720468],
		[1.9779984951, -2.428592205, 0.4505937099],
		[0.0259040371, 0.7827717662, -0.808675766]
	].map((row) => dot(row, lms));
}

const dot = (row: number[], column: number[]) =>
	row.reduce((sum, part, at) => sum + part * (column[at] ?? 0), 0);
const clamp = (part: number) => Math.min(1, Math.max(0, part));

function pairs<T>(all: T[]): [T, T][] {
	return all.flatMap((one, at) => all.slice(at + 1).map((two): [T, T] => [one, two]));
}

function tokenOf(name: string): [string, string] | undefined {
	const match = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens);
	return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
}

describe('the colours of charts', () => {
	it('are those of the pages by day, and each has one for the night', () => {
		for (const name of Object.keys(DAY) as Ink[])
			expect([name, ...(tokenOf(name) ?? [])]).toEqual([name, DAY[name], expect.stringMatching(/^#/)]);
	});

	it('are written into a picture that leaves the page', () => {
		expect(withColours('<rect fill="var(--cat-1)" stroke="var(--ink)"/>')).toBe(
			'<rect fill="#1f4079" stroke="#1d2730"/>'
		);
	});

	const SETS: [string, Ink[], number][] = [
		['categories', ['cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6', 'cat-other'], 8],
		['reasons', ['gap-rule', 'gap-unknown', 'gap-capacity', 'gap-delivery'], 9],
		['places of a cohort', ['path-completed', 'path-active', 'path-transferred', 'path-withdrew'], 12],
		['steps', ['step-1', 'step-2', 'step-3', 'step-4', 'step-5'], 4.5]
	];

	it.each(SETS)('keep %s apart for every kind of eyes', (_, names, least) => {
		for (const scheme of Object.values(SCHEMES))
			for (const [eye, matrix] of Object.entries(EYES))
				for (const [one, two] of pairs(names)) {
					const distance = apart(scheme[one], scheme[two], matrix);
					expect(distance, `${one} and ${two} for ${eye} eyes`).toBeGreaterThan(
						eye === 'tritan' ? least * 0.75 : least
					);
				}
	});

	it('leave text readable on paper and on every step and reason', () => {
		for (const scheme of Object.values(SCHEMES)) {
			for (const text of ['ink', 'ink-soft', 'ink-faint'] as const)
				expect(contrast(scheme[text], scheme.paper)).toBeGreaterThanOrEqual(4.5);
			for (const step of [1, 2, 3, 4, 5] as const)
				expect(contrast(scheme[`on-step-${step}`], scheme[`step-${step}`])).toBeGreaterThanOrEqual(4.5);
			expect(contrast(scheme['on-gap-rule'], scheme['gap-rule'])).toBeGreaterThanOrEqual(4.5);
			for (const reason of ['unknown', 'capacity', 'delivery'] as const)
				expect(contrast(scheme['on-gap'], scheme[`gap-${reason}`])).toBeGreaterThanOrEqual(4.5);
		}
	});
});
