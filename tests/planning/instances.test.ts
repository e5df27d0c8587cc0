import { describe, expect, it } from 'vitest';
import { INSTANCES, instance, provenObjective, solved } from './a-plan';

describe('the reference plans', () => {
	it.each(INSTANCES)('%s reaches its proven objective, and nothing can reach more', async (id) => {
		const result = await solved(instance(id));
		const [objective, precision] = [provenObjective(id), id === 'i07' ? 1e-4 : 1e-6];
		expect(result.status).toBe('optimal');
		expect(Math.abs(result.objective! / objective - 1)).toBeLessThan(precision);
		expect(result.certificate).toMatchObject({
			holds: true,
			bound_from: id === 'i07' ? 'search' : 'multipliers'
		});
		expect(result.certificate!.checked).toBeGreaterThan(20);
		expect(result.certificate!.worst).toBeLessThan(1e-6);
	});

	it.each(['i03', 'i04', 'i06'])('%s comes out the same in the direct and in the pooled form', async (id) => {
		const [direct, pooled] = [
			await solved(instance(id), { form: 'direct' }),
			await solved(instance(id), { form: 'pooled' })
		];
		expect(pooled.objective).toBeCloseTo(direct.objective!, 6);
		for (const result of [direct, pooled]) expect(result.certificate!.holds).toBe(true);
	});

	it('counts the first one as it can be counted by hand', async () => {
		const { objective, allocation, unmet } = await solved(instance('i01'));
		expect(objective).toBeCloseTo(46, 9);
		const units = allocation.map(({ funder, population, service, units, cost }) => [
			funder,
			population,
			service,
			units,
			cost
		]);
		expect(units).toEqual([
			['f0', 'p0', 's0', 6, 6000],
			['f1', 'p0', 's1', 4, 2000],
			['f1', 'p1', 's0', 3, 3000]
		]);
		expect(unmet).toEqual([{ population: 'p1', service: 's0', quarter: 0, units: 1, reason: 'capacity' }]);
	});

	it.each(['i02', 'i03', 'i05'])(
		'%s gains by one more dollar what it says, its draw cap growing with it',
		async (id) => {
			const before = await solved(instance(id));
			const { awards, one_sided } = before.duals!;
			expect(one_sided).toBe(true);
			for (const { id: award } of instance(id).funders) {
				const document = instance(id);
				for (const funder of document.funders) if (funder.id === award) funder.budget! += 1;
				const after = await solved(document);
				expect(after.objective! - before.objective!).toBeCloseTo(awards[award]!, 6);
			}
		}
	);

	it('gains by one more place what it says, and nothing where it says nothing', async () => {
		const before = await solved(instance('i05'), { steps: 'all' });
		expect(before.duals!.places_one_sided).toBe(true);
		const value = new Map(
			before.duals!.capacity.map(({ partner, service, quarter, value }) => [
				`${partner} ${service} ${quarter}`,
				value
			])
		);
		for (const row of instance('i05').capacity!.slice(0, 30)) {
			const document = instance('i05');
			const place = `${row.partner} ${row.service} ${row.quarter}`;
			document.capacity = document.capacity!.map((one) =>
				`${one.partner} ${one.service} ${one.quarter}` === place ? { ...one, units: one.units! + 0.001 } : one
			);
			const after = await solved(document);
			expect((after.objective! - before.objective!) / 0.001).toBeCloseTo(value.get(place) ?? 0, 3);
		}
	});
});
