import { judge, type BenchRow } from '../bars';
import type { CrowdResult } from './crowd';
import type { Met, Pace } from './readers';

/** What must hold for fifty readers, beside what a bare server did in the same run. */
export function crowdRows(scale: string, found: CrowdResult): BenchRow[] {
	const { known, slices, mixed, mixedLoading, bare, bareLoading } = found;
	const row = { scale, limit: '', limitCost: null, aim: '-' };
	const beside = (met: Met, value: (pace: Pace) => number) => ({
		limit: 'bare Node + DuckDB',
		limitCost: value(all(met))
	});
	const [p99, rate] = [(pace: Pace) => pace.p99, (pace: Pace) => pace.perSecond];
	return [
		judge({
			...row,
			work: '50 readers of what was read before, p99',
			ours: p99(all(known)),
			must: { ms: 500 }
		}),
		judge({
			...row,
			work: 'the same, answers a second',
			ours: rate(all(known)),
			must: { each: 300 },
			aim: '3000 /s'
		}),
		judge({
			...row,
			...beside(bare, p99),
			work: '50 readers who ask what nobody asked before, p99',
			ours: p99(all(slices)),
			must: { ms: 500 }
		}),
		judge({
			...row,
			...beside(bare, rate),
			work: 'the same, answers a second',
			ours: rate(all(slices)),
			must: { each: 300 }
		}),
		judge({
			...row,
			...beside(bareLoading, p99),
			work: '50 readers of both while 200 MB are loaded, p99',
			ours: p99(all(mixedLoading)),
			must: { ms: 1000 }
		}),
		judge({
			...row,
			limit: 'nothing loads',
			limitCost: ofData(mixed).p95,
			work: 'page data for them meanwhile, p95',
			ours: ofData(mixedLoading).p95,
			must: { times: 2 }
		}),
		judge({
			...row,
			work: 'answers in all of this that were wrong or did not come',
			ours: [known, slices, mixed, mixedLoading].reduce((sum, met) => sum + all(met).wrong, 0),
			must: { none: true }
		})
	];
}

function all({ kinds }: Met): Pace {
	return kinds.all!;
}

function ofData({ kinds }: Met): Pace {
	return kinds['known page data']!;
}
