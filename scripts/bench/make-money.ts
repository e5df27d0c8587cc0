import type { FileSet } from './file-set';
import { SERVICES } from './make-files';
import { PARTNERS, QUARTERS } from './sizes';

/** Adds twelve awards, their spending each quarter, and a service matrix. */
export function addMoney(files: FileSet): void {
	for (let award = 1; award <= 12; award += 1) {
		const line = `A${award},Funder ${award},Award ${award},${award === 1 ? 'federal' : 'state'},2013-10-01,${award === 1 ? '2015-09-29' : '2017-09-30'},${award}000000.00,${award},${award === 1 ? 'none' : 'likely'}`;
		files.add(PARTNERS[0]!, QUARTERS[0]!, 'awards', line);
		addSpending(files, award);
	}
	addMatrix(files);
}

function addSpending(files: FileSet, award: number): void {
	for (const [at, quarter] of QUARTERS.entries())
		for (const service of SERVICES)
			files.add(
				PARTNERS[0]!,
				quarter,
				'expenditures',
				`A${award},${quarter},${service},${1000 * award + 10 * at}.50,${100 * at}.00`
			);
}

function addMatrix(files: FileSet): void {
	let number = 0;
	for (const service of SERVICES)
		for (const population of ['tanf', 'low_income', 'refugee', 'any']) {
			number += 1;
			const status = ['pays', 'cannot_pay', 'unknown', 'pays'][number % 4];
			const line = `F${number},${PARTNERS[number % 8]},A${1 + (number % 12)},${service},${population},${status},false,${number * 50},${100 + number}.00,2013-10-01,`;
			files.add(PARTNERS[0]!, QUARTERS[0]!, 'offerings', line);
		}
}
