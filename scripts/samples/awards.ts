import type { PartnerId } from './partnership.ts';
import { readTable } from './text-table.ts';

export interface Award {
	award_id: string;
	/** The partner that holds and files it. */
	holder: PartnerId;
	funder: string;
	name: string;
	fund_type: string;
	assistance_listing: string;
	start_date: string;
	end_date: string;
	amount_usd: number;
	allowed_services: string;
	prohibited_services: string;
	allowed_populations: string;
	per_person_cap_usd: string;
	admin_share_max: string;
	match_share: string;
	payer_order: string;
	renewal: string;
	/** Administration as a share of what services cost; invented. */
	administration: number;
}

const TANF_MAY =
	'child_care;transportation;books_supplies;uniforms_tools;clothing;case_management;job_placement;emergency_assistance';

/** Invented amounts. What each may pay follows product.md: TANF pays child care and books, neither tuition nor housing. */
const TABLE = `
award_id           | holder                   | start_date | end_date   | amount_usd | cap   | admin_max | match | order | renewal     | administration
HPOG-2010          | workforce-partnership    | 2010-09-30 | 2015-09-29 | 14000000   | 10000 | 0.10      |       | 6     | none        | 0.095
WIA-ADULT          | workforce-partnership    | 2013-07-01 | 2015-06-30 | 480000     | 7000  | 0.10      |       | 8     | none        | 0.08
WIOA-ADULT         | workforce-partnership    | 2015-07-01 | 2017-06-30 | 600000     | 7000  | 0.10      |       | 8     | likely      | 0.08
STATE-WORKFORCE    | workforce-partnership    | 2014-07-01 | 2016-06-30 | 110000     |       | 0.10      |       | 7     | likely      | 0.06
TANF-NORTH         | tanf-contractor-north    | 2013-07-01 | 2016-06-30 | 1050000    |       | 0.15      |       | 2     | likely      | 0.12
TANF-SOUTH         | tanf-contractor-south    | 2013-07-01 | 2016-06-30 | 1200000    |       | 0.15      |       | 2     | likely      | 0.12
STATE-CHILD-CARE   | county-human-services    | 2013-07-01 | 2016-06-30 | 540000     |       | 0.10      |       | 3     | committed   | 0.08
REFUGEE-SOCIAL     | county-human-services    | 2013-10-01 | 2016-09-30 | 135000     |       | 0.15      |       | 3     | committed   | 0.1
COUNTY-GENERAL     | county-human-services    | 2013-07-01 | 2016-06-30 | 105000     |       |           |       | 5     | committed   | 0.05
HCV-CITY           | city-housing-authority   | 2013-01-01 | 2017-12-31 | 1300000    |       | 0.10      |       | 1     | committed   | 0.07
FSS-CITY           | city-housing-authority   | 2013-01-01 | 2016-12-31 | 40000      |       |           | 0.10  | 4     | likely      | 0.05
HCV-COUNTY         | county-housing-authority | 2013-01-01 | 2017-12-31 | 1250000    |       | 0.10      |       | 1     | committed   | 0.07
PELL               | training-college         | 2013-07-01 | 2017-06-30 | 620000     | 5645  |           |       | 1     | committed   | 0
COLLEGE-FOUNDATION | training-college         | 2014-07-01 | 2016-12-31 | 60000      | 500   |           |       | 9     | speculative | 0.03
WOMENS-FUND        | navigators               | 2013-07-01 | 2015-12-31 | 100000     | 800   | 0.10      |       | 9     | speculative | 0.05
`;

/** Funders, names and rules; listings are those of the federal Assistance Listings. */
const RULES = `
award_id           | funder                                          | name                                       | type    | listing | allowed | prohibited | populations
HPOG-2010          | Administration for Children and Families        | Health Profession Opportunity Grant        | federal | 93.093  | tuition;books_supplies;uniforms_tools;exam_license_fees;child_care;transportation;case_management;job_placement;tutoring;clothing;emergency_assistance | housing;food;legal_aid | tanf;low_income
WIA-ADULT          | Department of Labor through the State           | Workforce Investment Act, adult formula    | federal | 17.258  | tuition;exam_license_fees;transportation;job_placement | housing | low_income;tanf
WIOA-ADULT         | Department of Labor through the State           | WIOA adult formula                         | federal | 17.258  | tuition;exam_license_fees;transportation;job_placement | housing | low_income;tanf
STATE-WORKFORCE    | State Workforce Board                           | State workforce accelerator                | state   |         | tutoring;technology;exam_license_fees | housing | low_income
TANF-NORTH         | Harbor County from the TANF block grant         | TANF employment services, north            | federal | 93.558  | ${TANF_MAY} | tuition;housing | tanf
TANF-SOUTH         | Harbor County from the TANF block grant         | TANF employment services, south            | federal | 93.558  | ${TANF_MAY} | tuition;housing | tanf
STATE-CHILD-CARE   | State Department of Social Services             | State child care for working families      | state   |         | child_care | | low_income
REFUGEE-SOCIAL     | Office of Refugee Resettlement                  | Refugee social services                    | federal | 93.566  | case_management;job_placement;transportation;tutoring;health_care | tuition | refugee
COUNTY-GENERAL     | Harbor County                                   | County general fund, basic needs           | local   |         | food;health_care;emergency_assistance | | any
HCV-CITY           | Department of Housing and Urban Development     | Housing choice vouchers, city              | federal | 14.871  | housing | tuition | low_income
FSS-CITY           | Department of Housing and Urban Development     | Family self-sufficiency coordinators, city | federal | 14.896  | case_management | tuition;child_care | low_income
HCV-COUNTY         | Department of Housing and Urban Development     | Housing choice vouchers, county            | federal | 14.871  | housing | tuition | low_income
PELL               | Department of Education                         | Federal Pell grants                        | federal | 84.063  | tuition;books_supplies | | low_income
COLLEGE-FOUNDATION | Training College Foundation                      | Student emergency and book fund            | private |         | books_supplies;uniforms_tools;technology;emergency_assistance | tuition | any
WOMENS-FUND        | Harbor Community Foundation                     | Women’s Fund for working families          | private |         | emergency_assistance;legal_aid;food;transportation | tuition | any
`;

/** All awards, each with its rules. */
export function makeAwards(): Award[] {
	const rules = new Map(readTable(RULES).map((row) => [row.award_id!, row]));
	return readTable(TABLE).map((row) => {
		const rule = rules.get(row.award_id!)!;
		return {
			award_id: row.award_id!,
			holder: row.holder as PartnerId,
			funder: rule.funder!,
			name: rule.name!,
			fund_type: rule.type!,
			assistance_listing: rule.listing!,
			start_date: row.start_date!,
			end_date: row.end_date!,
			amount_usd: Number(row.amount_usd),
			allowed_services: rule.allowed!,
			prohibited_services: rule.prohibited!,
			allowed_populations: rule.populations!,
			per_person_cap_usd: row.cap!,
			admin_share_max: row.admin_max!,
			match_share: row.match!,
			payer_order: row.order!,
			renewal: row.renewal!,
			administration: Number(row.administration)
		};
	});
}
