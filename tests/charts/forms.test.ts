import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { draw, FORMS } from '$lib/charts';
import { EXAMPLES, type Example } from './examples';
import * as tables from './sample-tables';

const { DOMParser } = parseHTML('<html></html>');
const paper = new DOMParser().parseFromString(
	'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
	'image/svg+xml'
);

function drawn(example: Example, width = 720): SVGSVGElement {
	return draw(example.form, example.table(), {
		document: paper as unknown as Document,
		width,
		id: 'x',
		label: example.name,
		description: 'What it shows.',
		focus: example.focus,
		goal: example.goal,
		boundaries: example.boundaries
	});
}

function example(name: string): Example {
	const found = EXAMPLES.find((candidate) => candidate.name === name);
	if (!found) throw new Error(`no example "${name}"`);
	return found;
}

function words(svg: Element): string[] {
	return [...svg.querySelectorAll('text')].flatMap((text) => {
		const lines = [...text.querySelectorAll('tspan')];
		return (lines.length ? lines : [text]).map((line) => line.textContent ?? '');
	});
}

function tips(svg: Element): string[] {
	return [...svg.querySelectorAll('[data-tip]')].map(
		(mark) => mark.getAttributeNode('data-tip')?.value ?? ''
	);
}

function sizes(svg: Element): number[] {
	const sized = [svg, ...svg.querySelectorAll('[font-size]')].map((node) => node.getAttribute('font-size'));
	return sized.filter((size) => size !== null).map(Number);
}

afterEach(() => vi.restoreAllMocks());

describe('the gallery', () => {
	it('shows every chart form at least once, each under a name of its own', () => {
		expect(new Set(EXAMPLES.map(({ form }) => form))).toEqual(new Set(Object.keys(FORMS)));
		expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBe(EXAMPLES.length);
	});
});

describe.each(EXAMPLES)('$name', (each) => {
	it.each([328, 520, 720])('is drawn %i pixels wide without a warning or a broken number', (width) => {
		const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
		const svg = drawn(each, width);
		expect(warn).not.toHaveBeenCalled();
		expect(svg.outerHTML).not.toMatch(/⚠|NaN|undefined|Infinity|\[object/);
		expect(words(svg).filter((text) => ['key', 'name', 'y', 'award'].includes(text))).toEqual([]);
		expect(svg.getAttribute('viewBox')).toMatch(new RegExp(`^0 0 ${width} \\d+$`));
		expect(Number(svg.getAttribute('height'))).toBeGreaterThan(0);
	});

	it('is one picture with a name and a description, and no text under 12 pixels', () => {
		const svg = drawn(each, 328);
		expect(svg.getAttribute('role')).toBe('img');
		expect(svg.getAttribute('aria-label')).toBe(each.name);
		expect(svg.querySelector('desc')?.textContent).toBe('What it shows.');
		const unnamed = [...svg.querySelectorAll('[aria-label]')].filter((node) => !node.hasAttribute('role'));
		expect(unnamed).toEqual([]);
		expect(Math.min(...sizes(svg))).toBeGreaterThanOrEqual(12);
	});

	it('takes its colours from the page alone', () => {
		const fills = drawn(each).outerHTML.match(/(?:fill|stroke)="[^"]*"/g) ?? [];
		expect(fills.filter((fill) => /#|rgb|black|white/.test(fill.replace(/url\(#x-\w+\)/, '')))).toEqual([]);
	});
});

describe('jobs by quarter of exit', () => {
	const svg = drawn({ name: 'jobs', form: 'trend', table: tables.jobsByQuarter });

	it('draws a quarter that may still change as an open circle, and says so in the legend and its tip', () => {
		const circles = [...svg.querySelectorAll('circle[r="4"]')].map((dot) => dot.getAttribute('fill'));
		expect(new Set(circles)).toEqual(new Set(['var(--cat-1)', 'var(--paper)']));
		expect(words(svg)).toContain('provisional: may still change');
		expect(tips(svg).filter((tip) => tip.includes('provisional'))).toHaveLength(1);
	});
});

describe('coverage by service and population', () => {
	const svg = drawn(example('coverage of services by population'));

	it('writes each share with what it is a share of', () => {
		expect(words(svg)).toEqual(expect.arrayContaining(['94%', '201 of 214', '16%', '34 of 212', '0%']));
	});

	it('tells withheld, zero, no data and not yet observable apart, in the grid and in the legend', () => {
		const legend = ['none', 'withheld to protect privacy', 'not yet observable', 'no data'];
		expect(words(svg)).toEqual(expect.arrayContaining(legend));
		const hatched = [...svg.querySelectorAll('[data-tip]')].filter((mark) =>
			/hatch/.test(mark.getAttribute('fill') ?? '')
		);
		const withheld = tables.coverage().rows.filter(({ status }) => status === 'withheld');
		expect(hatched).toHaveLength(withheld.length);
		expect(
			hatched.every((mark) => mark.getAttribute('data-tip')?.endsWith('withheld to protect privacy'))
		).toBe(true);
	});

	it('gives the service that most people need the first line', () => {
		const firstTip = tips(svg)[0] ?? '';
		expect(words(svg).indexOf('Tuition')).toBeLessThan(words(svg).indexOf('Housing'));
		expect(firstTip).toContain('TANF recipients');
	});
});

describe('the three kinds of coverage', () => {
	const svg = drawn(example('three kinds of coverage in one grid'));
	const rows = tables.coverageKinds().rows;

	it('tells each cell once: what happened, for how much of the need there is room, and what the matrix says', () => {
		expect(tips(svg)).toHaveLength(rows.length);
		expect(tips(svg).every((tip) => /\n(Room for|Room withheld)/.test(tip))).toBe(true);
		expect(tips(svg).filter((tip) => tip.endsWith('Nobody has said'))).toHaveLength(
			rows.filter(({ nominal }) => nominal === 'unknown').length
		);
	});

	it('explains every sign in its legend, without any colour', () => {
		const says = [
			'a partner pays',
			'pays with conditions',
			'nobody has said',
			'refers only',
			'nobody may pay'
		];
		expect(words(svg)).toEqual(expect.arrayContaining([...says, 'room for that part of the need']));
	});

	it('shows no share of a withheld cell, and what the matrix says all the same', () => {
		const withheld = rows.filter(({ status }) => status === 'withheld');
		expect(withheld.length).toBeGreaterThan(0);
		expect(withheld.every(({ value, nominal }) => value === null && typeof nominal === 'string')).toBe(true);
	});
});

describe('reasons for unmet need', () => {
	const svg = drawn(example('reasons for unmet need by service'));

	it('writes the people on each piece and their sum behind the bar', () => {
		expect(words(svg)).toEqual(expect.arrayContaining(['178', '44', '61', '49', '332']));
	});

	it('gives no sum where a piece is withheld', () => {
		expect(words(svg)).not.toContain('125');
		expect(tips(svg)).toContain('Books and supplies · Capacity gap\nwithheld to protect privacy');
	});

	it('names the reasons from the hardest to mend to the easiest', () => {
		const legend = words(svg).slice(0, 4);
		expect(legend).toEqual(['Rule gap', 'Unknown', 'Capacity gap', 'Delivery gap']);
	});
});

describe('coverage by ZIP code', () => {
	it('ranks places by the people who went without, and puts withheld ones behind', () => {
		const svg = drawn(example('coverage by ZIP code, ranked'));
		const places = words(svg).filter((word) => /^\d{5}$/.test(word));
		expect(places).toEqual(['92083', '92025', '92054', '06106', '92069', '92020']);
		expect(words(svg)).toEqual(expect.arrayContaining(['12 of 49 (24%)', '0 of 22 (0%)', 'no data']));
	});

	it('writes shares into the areas of a map and names what is not on it', () => {
		const svg = drawn(example('coverage by ZIP code on a map'));
		expect(words(svg)).toEqual(expect.arrayContaining(['92054', '66%', '24%', '0%']));
		expect(words(svg)).toContain('Not on the map: 06106');
		expect(words(svg)).toEqual(expect.arrayContaining(['none', 'withheld to protect privacy', 'no data']));
	});

	it('hatches the withheld area and says no more of it', () => {
		const svg = drawn(example('coverage by ZIP code on a map'));
		const hatched = [...svg.querySelectorAll('path[data-tip][fill*="hatch"]')];
		expect(hatched.map((area) => area.getAttribute('data-tip'))).toEqual([
			'92069\nwithheld to protect privacy'
		]);
	});

	it('fills the width with the region whose numbers are shown, wherever else outlines lie', () => {
		const each = example('coverage by ZIP code on a map');
		const far = { zip: '06106', rings: [[-72.7, 41.7, -72.6, 41.7, -72.6, 41.8, -72.7, 41.7]] };
		const told = { zip: '92069', rings: [[-72.7, 43, -72.6, 43, -72.6, 43.1, -72.7, 43]] };
		const heights = [[], [told], [far]].map((more) =>
			Number(drawn({ ...each, boundaries: [...(each.boundaries ?? []), ...more] }).getAttribute('height'))
		);
		expect(heights[1]).toBe(heights[0]);
		expect(heights[2]).not.toBe(heights[0]);
	});

	it('says so where no outline is known', () => {
		expect(words(drawn({ ...example('coverage by ZIP code on a map'), boundaries: [] }))).toEqual([
			'No outline of these ZIP codes is known.'
		]);
	});
});

describe('where a cohort is', () => {
	const svg = drawn(example('where a start cohort is by month'));

	it('names each layer at its end with its share', () => {
		expect(words(svg)).toEqual(expect.arrayContaining(['Completed 68%', 'Withdrew 24%', 'Transferred 3%']));
	});

	it('leaves a hatched gap for a withheld month', () => {
		expect(tips(svg)).toContain('Month 14\nwithheld to protect privacy');
		expect(svg.querySelectorAll('rect[fill*="hatch"], g[fill*="hatch"] rect').length).toBeGreaterThanOrEqual(
			3
		);
	});
});

describe('retention', () => {
	it('writes the people still observed beneath, and none for a withheld month', () => {
		const shown = words(drawn(example('retention of all who started')));
		expect(shown).toContain('Still observed when the step to this month began');
		expect(shown).toContain('1,240');
		const eighteen = tables.retention().rows.find(({ time }) => time === 15);
		expect(eighteen?.at_risk).toBeNull();
	});

	it('joins points over withheld months by dots alone, never by a step', () => {
		const svg = drawn(example('retention by program on a fixed grid'));
		expect(svg.querySelectorAll('g[aria-label="link"] path').length).toBeGreaterThan(0);
		expect(svg.querySelector('g[aria-label="line"]')).toBeNull();
	});

	it('names the groups above where a phone has no room at the ends', () => {
		const each = example('retention by program on a fixed grid');
		expect(words(drawn(each, 328))).toContain('Nursing assistant');
		expect(words(drawn(each, 720))).toContain('Nursing assistant 61%');
	});

	it('tells a group of two points as rates at its months, beside all others that show them', () => {
		const svg = drawn(example('retention by program on a fixed grid'));
		const shown = words(svg);
		expect(shown).toEqual(
			expect.arrayContaining(['Not withdrawn by the end of month 3', 'Not withdrawn by the end of month 6'])
		);
		expect(shown).not.toContain('Not withdrawn by the end of month 9');
		expect(shown.filter((text) => text.startsWith('Pharmacy technician'))).toHaveLength(2);
		expect(shown.filter((text) => /^\d+% \(\d+% – \d+%\)$/.test(text))).toHaveLength(6);
	});
});

describe('with and without a support', () => {
	it('draws completing and staying with their intervals for each support that is told, and names those that are not', () => {
		const shown = words(drawn(example('completing with and without supports')));
		expect(shown).toContain('Child care, by the end of month 3');
		const people = '229 to 240 in training with it, 1,701 without it when a step began';
		expect(shown.filter((text) => text.includes('in training'))).toEqual([people, people]);
		expect(shown.filter((text) => text.includes('(')).slice(0, 4)).toEqual([
			'42% (37% – 47%)',
			'31% (26% – 36%)',
			'82% (77% – 87%)',
			'71% (66% – 76%)'
		]);
		expect(shown.at(-1)).toBe('Housing: withheld to protect privacy');
	});
});

describe('money', () => {
	it('marks the day on which the focus award ends', () => {
		for (const name of ['spending by quarter with the end of the grant', 'balances of awards with the cliff'])
			for (const width of [328, 720])
				expect(words(drawn(example(name), width))).toContain('HPOG ends Sep 29, 2015');
	});

	it('marks it at the same place in a calendar that begins its year in October', () => {
		const each = example('balances of awards with the cliff');
		const federal = { ...each, table: () => tables.inFederalYears(tables.balances()) };
		const ruleOf = (svg: Element) => svg.querySelector('[stroke-dasharray="5,3"] line')?.getAttribute('x1');
		expect(ruleOf(drawn(federal))).toBe(ruleOf(drawn(each)));
		expect(ruleOf(drawn(each))).toBeTruthy();
	});

	it('draws the largest five awards and all others as one', () => {
		const shown = words(
			drawn({ ...example('spending by quarter with the end of the grant'), table: tables.manyAwards })
		);
		expect(shown).toContain('all others');
		expect(shown.filter((word) => word.startsWith('Award '))).toHaveLength(4);
	});

	it('says what nobody pays of each service', () => {
		const shown = words(drawn(example('need against money by service')));
		expect(shown).toEqual(expect.arrayContaining(['$402k unfunded', '$231k unfunded', 'funded']));
	});
});

describe('a trend', () => {
	it('breaks where a quarter is withheld and puts a lock there', () => {
		const svg = drawn(example('people served by quarter'));
		const line = svg.querySelector('g[aria-label="line"] path')?.getAttribute('d') ?? '';
		expect(line.match(/M/g)).toHaveLength(2);
		expect(tips(svg)).toContain('2014 Q4\nwithheld to protect privacy');
		expect(words(svg)).toContain('goal 750');
	});

	it('leaves out people who never started, who have no quarter', () => {
		const svg = drawn({ ...example('completion by start quarter'), table: tables.withNeverStarted });
		expect(svg.outerHTML).not.toMatch(/NaN/);
		expect(words(svg)).toContain('68%');
	});
});

describe('what is not drawn', () => {
	it('is said: more groups than eyes can tell apart', () => {
		const each: Example = { name: 'many', form: 'trend', table: tables.manyPartners };
		expect(words(drawn(each))).toContain('Drawn: 6 of 8; the table holds all');
		expect(words(drawn({ ...each, form: 'coverage-heatmap' }, 328))).toContain(
			'Drawn: 6 of 8; the table holds all'
		);
	});

	it('is said: a table without rows', () => {
		expect(words(drawn(example('a grid without rows')))).toEqual(['Nothing to draw: the table has no rows.']);
	});
});

describe('a name that is a script', () => {
	it('stays text in labels and tips', () => {
		const svg = drawn(example('people by partners with scripts for names'));
		expect(words(svg)).toContain('<script>alert(1)</script>');
		expect(svg.querySelectorAll('script, img')).toHaveLength(0);
		expect(svg.outerHTML).not.toMatch(/<script|<img/);
		expect(tips(svg)[0]).toBe('<script>alert(1)</script>\n120');
	});
});
