import { encode, writeTable } from '../encode.ts';
import { readTable } from '../text-table.ts';
import { zipOf } from './zip.ts';

type Row = Record<string, string>;

/** Four clients; the third has no enrollment, the fourth was deleted in the source. */
const CLIENTS = `
PersonalID | FirstName | LastName | NameDataQuality | SSN       | SSNDataQuality | DOB        | DOBDataQuality | AmIndAKNative | Asian | BlackAfAmerican | Hispanic | MidEastNAfrican | NativeHIPacific | White | RaceNone | Gender | VeteranStatus | DateDeleted
C1         | Ana       | Sample   | 1               | 900010001 | 1              | 1988-02-03 | 1              | 0             | 0     | 0               | 1        | 0               | 0               | 1     |          | 0      | 0             |
C2         | Ben       | Example  | 1               |           | 99             | 1979-07-09 | 2              | 0             | 0     | 1               | 0        | 0               | 0               | 0     |          | 1      | 1             |
C3         | Cleo      | Invented | 1               |           | 9              | 1995-01-31 | 1              | 0             | 0     | 0               | 0        | 0               | 0               | 0     | 99       | 9      | 99            |
C4         | Dee       | Deleted  | 1               |           | 99             | 1990-01-01 | 1              | 0             | 1     | 0               | 0        | 0               | 0               | 0     |          | 0      | 0             | 2015-01-02 09:00:00
C5         | Eli       | Fiction  | 1               | 900020002 | 1              | 1984-11-21 | 1              | 1             | 0     | 0               | 0        | 0               | 0               | 1     |          | 9      | 8             |
`;

const FILES: Record<string, string> = {
	'Organization.csv': `
OrganizationID | OrganizationName       | VictimServiceProvider
O1             | Invented Housing Group | 0
O2             | Invented Safe House    | 1
`,
	'Project.csv': `
ProjectID | OrganizationID | ProjectName            | ProjectType
P1        | O1             | Invented Rapid Housing | 13
P2        | O1             | Invented Outreach      | 4
P9        | O2             | Invented Refuge        | 1
`,
	'Funder.csv': `
FunderID | ProjectID | Funder | GrantID  | StartDate  | EndDate
F1       | P1        | 3      | CA-00001 | 2014-07-01 | 2016-06-30
F2       | P2        | 46     |          | 2014-01-01 | 2015-12-31
`,
	'Enrollment.csv': `
EnrollmentID | PersonalID | ProjectID | EntryDate  | MoveInDate | DisablingCondition
E1           | C1         | P1        | 2015-01-12 | 2015-02-01 | 1
E2           | C2         | P1        | 2015-02-20 |            | 0
E3           | C1         | P2        | 2014-12-01 |            | 99
E5           | C5         | P2        | 2014-11-05 |            | 8
`,
	'Exit.csv': `
ExitID | EnrollmentID | PersonalID | ExitDate   | Destination
X3     | E3           | C1         | 2015-01-11 | 435
X5     | E5           | C5         | 2015-03-15 | 24
`,
	'Services.csv': `
ServicesID | EnrollmentID | PersonalID | DateProvided | RecordType | TypeProvided | FAAmount
S1         | E1           | C1         | 2015-02-01   | 152        | 2            | 950.00
S2         | E1           | C1         | 2015-02-15   | 152        | 8            | 40.50
S3         | E2           | C2         | 2015-03-02   | 144        | 2            |
S4         | E5           | C5         | 2015-01-20   | 141        | 1            |
S5         | E2           | C2         | 2015-03-04   | 12         |              |
S6         | E1           | C1         | 2015-01-31   | 200        |              |
`,
	'IncomeBenefits.csv': `
IncomeBenefitsID | EnrollmentID | PersonalID | InformationDate | TotalMonthlyIncome | TANF | TANFChildCare | TANFTransportation | Medicaid | DataCollectionStage
I1               | E1           | C1         | 2015-01-12      | 812.25             | 1    | 0             | 1                  | 1        | 1
I2               | E1           | C1         | 2015-03-10      | 900                | 1    | 1             | 1                  | 1        | 2
I3               | E2           | C2         | 2015-02-20      |                    | 99   |               |                    | 99       | 1
`,
	'EmploymentEducation.csv': `
EmploymentEducationID | EnrollmentID | PersonalID | InformationDate | LastGradeCompleted | Employed | DataCollectionStage
W1                    | E1           | C1         | 2015-01-12      | 5                  | 0        | 1
W2                    | E2           | C2         | 2015-02-20      | 8                  | 99       | 1
W3                    | E5           | C5         | 2015-03-15      | 6                  | 1        | 3
W4                    | E1           | C1         | 2015-03-10      | 5                  | 1        | 2
`,
	'HealthAndDV.csv': `
HealthAndDVID | EnrollmentID | PersonalID | InformationDate | DomesticViolenceSurvivor | GeneralHealthStatus
H1            | E1           | C1         | 2015-01-12      | 1                        | 4
H2            | E2           | C2         | 2015-02-20      | 99                       | 8
`,
	'Disabilities.csv': `
DisabilitiesID | EnrollmentID | PersonalID | InformationDate | DisabilityType | DisabilityResponse
D1             | E1           | C1         | 2015-01-12      | 5              | 1
`,
	'CurrentLivingSituation.csv': `
CurrentLivingSitID | EnrollmentID | PersonalID | InformationDate | CurrentLivingSituation
L1                 | E3           | C1         | 2014-12-01      | 116
`
};

/** The same invented clients as the two specifications write them, and an export of a victim service provider. */
export function hmisSamples(): Map<string, Uint8Array> {
	return new Map([
		['hmis_csv/fy2024.zip', exported('2024 v1.5', clients2024)],
		['hmis_csv/fy2026.zip', exported('2026 v1.0', clients2026)],
		['hmis_csv/victim-service-provider.zip', exported('2026 v1.0', clients2026, 'E2,C2,P9,2015-02-20,,0')]
	]);
}

function exported(version: string, clients: (row: Row) => Row, refuge?: string): Uint8Array {
	const files = new Map<string, Uint8Array>();
	files.set('Export.csv', csv([{ ExportID: 'X1', CSVVersion: version, ExportStartDate: '2015-01-01' }]));
	files.set('Client.csv', csv(readTable(CLIENTS).map(clients)));
	for (const [name, text] of Object.entries(FILES)) files.set(name, csv(readTable(text)));
	if (refuge) {
		const text = Buffer.from(files.get('Enrollment.csv')!).toString();
		files.set('Enrollment.csv', Buffer.from(`${text}${refuge}\r\n`));
	}
	return zipOf(files);
}

/** FY2024: one column for each gender, and Hispanic/Latina/e/o. */
function clients2024({ Hispanic, Gender, ...row }: Row): Row {
	const flag = (code: string) => (Gender === code ? '1' : '0');
	const none = Gender === '9' ? '9' : '';
	return {
		...row,
		HispanicLatinaeo: Hispanic!,
		Woman: flag('0'),
		Man: flag('1'),
		NonBinary: '0',
		GenderNone: none
	};
}

/** FY2026: sex as one column, and Hispanic/Latina/o. */
function clients2026({ Hispanic, Gender, ...row }: Row): Row {
	return { ...row, HispanicLatinao: Hispanic!, Sex: Gender! };
}

function csv(rows: Row[]): Uint8Array {
	const header = Object.keys(rows[0]!);
	const cells = rows.map((row) => header.map((name) => row[name] ?? ''));
	const dialect = { encoding: 'utf-8', delimiter: ',', newline: '\r\n', quotesAll: false } as const;
	return encode(writeTable([header, ...cells], dialect), 'utf-8');
}
