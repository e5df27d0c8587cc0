import { readTable } from '../text-table.ts';
import { encode, writeTable } from '../encode.ts';

/** Eight records of seven participants; the fourth and fifth are two periods of participation of one of them. */
const PEOPLE = `
PIRL100   | PIRL103 | PIRL200  | PIRL201 | PIRL202 | PIRL210 | PIRL211 | PIRL212 | PIRL213 | PIRL214 | PIRL215 | PIRL600 | PIRL802 | PIRL900  | PIRL901  | PIRL923
WF-000001 | 92101   | 19880417 | 2       | 0       | 1       | 0       | 0       | 0       | 0       | 1       | 1       | 1       | 20141003 |          |
WF-000002 | 92102   | 19790312 | 1       | 0       | 0       | 0       | 0       | 1       | 0       | 0       | 0       | 1       | 20140707 | 20150115 | 00
WF-000003 | 92113   | 19921105 | 2       | 9       | 0       | 0       | 1       | 0       | 0       | 1       | 0       | 1       | 20140815 | 20150227 | 00
WF-000004 | 92105   | 19850630 | 9       | 9       | 9       | 0       | 0       | 0       | 0       | 0       | 1       | 1       | 20140408 | 20140620 | 02
WF-000004 | 92105   | 19850630 | 9       | 9       | 9       | 0       | 0       | 0       | 0       | 0       | 0       | 1       | 20150112 |          |
WF-000005 | 92114   | 19700101 | 1       | 1       | 0       | 1       | 0       | 0       | 0       | 0       | 1       | 1       | 20140901 | 20150331 | 03
WF-000006 | 92173   | 19950922 | 2       | 0       | 1       | 0       | 0       | 0       | 0       | 0       | 1       | 1       | 20150105 |          |
WF-000007 | 92139   | 19900214 | 2       | 0       | 0       | 0       | 0       | 0       | 1       | 0       | 0       | 0       | 20150203 |          |
`;

const TRAINING = `
PIRL1302 | PIRL1303 | PIRL1306 | PIRL1307 | PIRL1308 | PIRL1309 | PIRL1310 | PIRL1311 | PIRL1312 | PIRL1313 | PIRL1409
20141020 | 06       | 31101400 | 0        |          |          |          |          |          |          | 20150210
20140801 | 06       | 31909200 | 1        | 20141219 |          |          |          |          |          |
20140902 | 06       | 29205200 | 0        | 20141031 | 20141117 | 06       | 31909700 | 1        | 20150213 | 20141215
         | 00       |          |          |          |          |          |          |          |          |
20150126 | 06       | 31101100 | 0        |          |          |          |          |          |          | 20150302
         | 00       |          |          |          |          |          |          |          |          |
20150120 | 06       | 43906100 | 0        |          |          |          |          |          |          |
         | 00       |          |          |          |          |          |          |          |          |
`;

const RESULTS = `
PIRL1602 | PIRL1606 | PIRL1618 | PIRL1704  | PIRL1800 | PIRL1801
         |          |          |           |          |
1        | 9        | 9        | 5120.50   | 6        | 20141220
0        | 9        | 9        | 0         | 0        |
1        | 1        | 1        | 4400      | 0        |
         |          |          |           |          |
9        | 9        | 9        | 999999.99 |          |
         |          |          |           |          |
         |          |          |           |          |
`;

/** A workforce board's individual records of the first quarter of 2015. */
export function pirlSample(): Map<string, Uint8Array> {
	const parts = [PEOPLE, TRAINING, RESULTS].map(readTable);
	const rows = parts[0]!.map((row, at) => ({ ...row, ...parts[1]![at], ...parts[2]![at] }));
	const header = Object.keys(rows[0]!);
	const cells = rows.map((row) => header.map((name) => (row as Record<string, string>)[name] ?? ''));
	const dialect = { encoding: 'utf-8', delimiter: ',', newline: '\r\n', quotesAll: false } as const;
	return new Map([['pirl/pirl.csv', encode(writeTable([header, ...cells], dialect), 'utf-8')]]);
}
