import { day, type Day } from './days.ts';
import { makeAwards } from './awards.ts';
import { ID_OF } from './short-names.ts';
import type { PartnerId } from './partnership.ts';
import { readTable } from './text-table.ts';

/** One line of the service matrix. `pull` says how often the invented partners choose it; it is not filed. */
export interface Line {
	offering_id: string;
	partner: PartnerId;
	award_id: string;
	service: string;
	population: string;
	status: string;
	condition: string;
	cap_usd: string;
	cap_period: string;
	capacity: number | null;
	unit_cost: string;
	wait: number;
	authority: string;
	from: string;
	to: string;
	pull: number;
}

/** P pays, C pays with conditions, R refers only, X cannot pay, U unknown. Partners and awards by short names. */
const STATUS: Record<string, string> = {
	P: 'pays',
	C: 'pays_with_conditions',
	R: 'refers_only',
	X: 'cannot_pay',
	U: 'unknown'
};

const TABLE = `
service              | population | partner | award | st | capacity | cost | cap         | wait | pull | condition or note
child_care           | tanf       | north   | TN    | P  | 33       | 2700 | 1200/month  | 10   | 10   |
child_care           | tanf       | south   | TS    | P  | 37       | 2700 | 1200/month  | 10   | 10   |
child_care           | low_income | wp      | HPOG  | C  | 104      | 2500 | 1000/month  | 7    | 8    | When no other source pays
child_care           | low_income | county  | SCC   | P  | 24       | 2600 | 1100/month  | 45   | 3    |
child_care           | low_income | nav     |       | R  |          |      |             |      |      |
child_care           | refugee    | county  |       | U  |          |      |             |      |      |
child_care           | any        | college |       | U  |          |      |             |      |      |
transportation       | tanf       | north   | TN    | P  |          | 216  | 100/month   | 3    | 9    |
transportation       | tanf       | south   | TS    | P  |          | 216  | 100/month   | 3    | 9    |
transportation       | low_income | wp      | HPOG  | P  |          | 210  | 1000/once   | 3    | 9    |
transportation       | low_income | wp      | WIA   | C  | 25       | 180  | 300/year    | 10   | 0.6  | When nobody else can pay
transportation       | low_income | wp      | WIOA  | C  | 25       | 180  | 300/year    | 10   | 0.6  | When nobody else can pay
transportation       | refugee    | county  | RSS   | P  | 18       | 190  | 80/month    | 5    | 7    |
transportation       | any        | nav     | WF    | P  | 20       | 150  | 200/once    | 5    | 0.7  |
tuition              | tanf       | north   | TN    | X  |          |      |             |      |      | TANF funds may not pay tuition
tuition              | tanf       | south   | TS    | X  |          |      |             |      |      | TANF funds may not pay tuition
tuition              | tanf       | wp      | HPOG  | P  |          | 3900 | 10000/once  | 14   | 10   |
tuition              | low_income | wp      | HPOG  | P  |          | 3900 | 10000/once  | 14   | 10   |
tuition              | low_income | wp      | WIA   | C  | 30       | 3600 | 7000/once   | 30   | 1    | Course is on the State list
tuition              | low_income | wp      | WIOA  | C  | 30       | 3600 | 7000/once   | 30   | 1    | Course is on the State list
tuition              | low_income | college | PELL  | C  |          | 1900 | 5645/year   | 21   | 7    | Course of 600 clock hours or more
tuition              | refugee    | county  | RSS   | X  |          |      |             |      |      | Not for training of more than a year
books_supplies       | tanf       | north   | TN    | P  |          | 190  | 500/year    | 5    | 9    |
books_supplies       | tanf       | south   | TS    | P  |          | 190  | 500/year    | 5    | 9    |
books_supplies       | low_income | wp      | HPOG  | P  |          | 185  | 1000/once   | 5    | 9    |
books_supplies       | low_income | college | PELL  | C  |          | 240  |             | 21   | 1.5  | Course of 600 clock hours or more
books_supplies       | any        | college | CF    | P  | 30       | 140  | 300/once    | 10   | 1    |
books_supplies       | refugee    | county  | RSS   | X  |          |      |             |      |      |
uniforms_tools       | tanf       | north   | TN    | C  |          | 120  | 200/year    | 7    | 6    | With a letter from the school
uniforms_tools       | tanf       | south   | TS    | C  |          | 120  | 200/year    | 7    | 6    | With a letter from the school
uniforms_tools       | low_income | wp      | HPOG  | P  |          | 115  | 1000/once   | 5    | 9    |
uniforms_tools       | any        | college | CF    | P  | 20       | 90   | 150/once    | 10   | 0.8  |
uniforms_tools       | refugee    | county  |       | X  |          |      |             |      |      |
exam_license_fees    | tanf       | north   | TN    | X  |          |      |             |      |      | Not in the contract
exam_license_fees    | tanf       | south   | TS    | U  |          |      |             |      |      |
exam_license_fees    | tanf       | wp      | HPOG  | P  |          | 150  | 1000/once   | 7    | 10   |
exam_license_fees    | low_income | wp      | HPOG  | P  |          | 150  | 1000/once   | 7    | 10   |
exam_license_fees    | low_income | wp      | SW    | P  | 30       | 150  | 300/once    | 14   | 1    |
exam_license_fees    | refugee    | county  |       | R  |          |      |             |      |      |
housing              | tanf       | north   | TN    | X  |          |      |             |      |      | TANF funds may not pay a housing allowance
housing              | tanf       | south   | TS    | X  |          |      |             |      |      | TANF funds may not pay a housing allowance
housing              | tanf       | wp      | HPOG  | X  |          |      |             |      |      |
housing              | low_income | city    | HC    | C  | 38       | 2650 |             | 60   | 10   | Holds a voucher; one adult in training
housing              | low_income | ycounty | HY    | C  | 40       | 2500 |             | 60   | 8    | Holds a voucher; one adult in training
housing              | low_income | wp      | HPOG  | X  |          |      |             |      |      |
housing              | refugee    | county  |       | U  |          |      |             |      |      |
food                 | any        | county  | CG    | P  |          | 110  | 300/year    | 5    | 8    |
food                 | any        | nav     | WF    | P  | 5        | 90   | 200/once    | 5    | 1    |
food                 | low_income | nav     |       | R  |          |      |             |      |      |
health_care          | low_income | county  | CG    | C  | 19       | 260  | 500/year    | 14   | 6    | When not covered by Medicaid
health_care          | refugee    | county  | RSS   | P  |          | 240  | 600/year    | 10   | 8    |
health_care          | tanf       | north   |       | U  |          |      |             |      |      |
clothing             | tanf       | north   | TN    | P  |          | 105  | 150/year    | 5    | 8    |
clothing             | tanf       | south   | TS    | P  |          | 105  | 150/year    | 5    | 8    |
clothing             | low_income | wp      | HPOG  | P  |          | 95   | 1000/once   | 5    | 8    |
clothing             | refugee    | county  |       | U  |          |      |             |      |      |
tutoring             | tanf       | nav     | HPOG  | P  |          | 430  |             | 10   | 8    |
tutoring             | low_income | nav     | HPOG  | P  | 56       | 430  |             | 10   | 8    |
tutoring             | low_income | wp      | SW    | P  | 15       | 400  |             | 14   | 2    |
tutoring             | refugee    | county  | RSS   | P  |          | 380  |             | 10   | 7    |
tutoring             | tanf       | north   | TN    | X  |          |      |             |      |      |
case_management      | tanf       | north   | TN    | P  |          | 230  |             | 2    | 7    |
case_management      | tanf       | south   | TS    | P  |          | 230  |             | 2    | 7    |
case_management      | tanf       | nav     | HPOG  | P  |          | 260  |             | 2    | 5    |
case_management      | low_income | nav     | HPOG  | P  |          | 260  |             | 2    | 10   |
case_management      | low_income | city    | FSS   | C  | 30       | 240  |             | 7    | 1    | In the self-sufficiency program
case_management      | refugee    | county  | RSS   | P  |          | 230  |             | 3    | 4    |
job_placement        | tanf       | north   | TN    | P  |          | 170  |             | 5    | 5    |
job_placement        | tanf       | south   | TS    | P  |          | 170  |             | 5    | 5    |
job_placement        | low_income | nav     | HPOG  | P  |          | 185  |             | 5    | 10   |
job_placement        | tanf       | nav     | HPOG  | P  |          | 185  |             | 5    | 4    |
job_placement        | low_income | wp      | WIA   | P  | 30       | 160  |             | 7    | 1    |
job_placement        | low_income | wp      | WIOA  | P  | 30       | 160  |             | 7    | 1    |
job_placement        | refugee    | county  | RSS   | P  |          | 180  |             | 7    | 4    |
emergency_assistance | tanf       | north   | TN    | C  |          | 420  | 750/year    | 3    | 5    | Averts a loss of housing or work
emergency_assistance | tanf       | south   | TS    | C  |          | 420  | 750/year    | 3    | 5    | Averts a loss of housing or work
emergency_assistance | low_income | wp      | HPOG  | C  | 22       | 380  | 500/once    | 5    | 5    | With approval of the grant manager
emergency_assistance | any        | nav     | WF    | P  | 9        | 400  | 800/once    | 7    | 3    |
emergency_assistance | any        | college | CF    | P  | 10       | 300  | 500/once    | 7    | 1    |
emergency_assistance | any        | county  | CG    | C  | 15       | 350  | 500/year    | 14   | 1    | After all other sources
legal_aid            | refugee    | nav     | WF    | P  | 12       | 420  | 800/once    | 21   | 8    |
legal_aid            | tanf       | north   | TN    | X  |          |      |             |      |      |
legal_aid            | tanf       | south   | TS    | X  |          |      |             |      |      |
legal_aid            | low_income | wp      | HPOG  | X  |          |      |             |      |      | Not an allowable cost
legal_aid            | low_income | nav     |       | R  |          |      |             |      |      |
technology           | low_income | wp      | SW    | P  | 22       | 310  | 400/once    | 14   | 6    |
technology           | any        | college | CF    | P  | 9        | 280  | 350/once    | 14   | 4    |
technology           | tanf       | north   | TN    | X  |          |      |             |      |      |
technology           | low_income | wp      | HPOG  | X  |          |      |             |      |      | Not an allowable cost
`;

/** Where a partner names its authority, by award; laws and regulations as cited in design, contracts invented. */
const AUTHORITY: Record<string, string> = {
	HPOG: '42 USC 1397g(a)',
	TN: '45 CFR 260.31',
	TS: '45 CFR 260.31',
	WIA: '20 CFR 680.910',
	WIOA: '20 CFR 680.910',
	RSS: '45 CFR 400.146',
	HC: '24 CFR 982.1',
	HY: '24 CFR 982.1',
	PELL: '20 USC 1070a'
};

/** Every line of the matrix with the days on which it stands: those of its award. */
export function makeMatrix(): Line[] {
	const awards = new Map(makeAwards().map((award) => [award.award_id, award]));
	return readTable(TABLE).map((row, index) => {
		const award = awards.get(ID_OF[row.award!] ?? '');
		const [cap = '', period = ''] = row.cap!.split('/');
		return {
			offering_id: `OF-${String(index + 1).padStart(3, '0')}`,
			partner: ID_OF[row.partner!] as PartnerId,
			award_id: award?.award_id ?? '',
			service: row.service!,
			population: row.population!,
			status: STATUS[row.st!]!,
			condition: row['condition or note']!,
			cap_usd: cap,
			cap_period: period,
			capacity: row.capacity === '' ? null : Number(row.capacity),
			unit_cost: row.cost!,
			wait: Number(row.wait || 0),
			authority: AUTHORITY[row.award!] ?? '',
			from: award && award.start_date > '2013-10-01' ? award.start_date : '2013-10-01',
			to: award?.end_date ?? '',
			pull: Number(row.pull || 0)
		};
	});
}

/** Whether a line may pay on a day. What stood at the start of the data is taken to have stood before. */
export function paysOn(line: Line, on: Day): boolean {
	const pays = line.status === 'pays' || line.status === 'pays_with_conditions';
	const begun = line.from === '2013-10-01' || on >= day(line.from);
	return pays && begun && (line.to === '' || on <= day(line.to));
}
