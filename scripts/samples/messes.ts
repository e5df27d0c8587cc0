/** What is messy about the files, and where; the README lists it and the tests look for it. */
export const MESSES: { what: string; where: string }[] = [
	{ what: 'Windows-1252 with curly apostrophes and accents', where: 'navigators: participants, awards' },
	{
		what: 'UTF-16 from Excel: byte order mark, tabs, CRLF, our titles as headers, Yes and No',
		where: 'county-human-services: participants, needs, deliveries'
	},
	{
		what: 'semicolons, CRLF, our titles as headers, TRUE and FALSE',
		where: 'tanf-contractor-south: participants, needs, deliveries'
	},
	{ what: 'a line `sep=;` before the header', where: 'tanf-contractor-south/2015Q1/participants.csv' },
	{
		what: 'three preamble lines, a totals row, a note at the end, all padded to the width of the table',
		where: 'city-housing-authority: participants, deliveries'
	},
	{
		what: 'US dates (M/D/YYYY), not declared: each column holds a day over 12',
		where: 'city-housing-authority: participants, deliveries'
	},
	{
		what: "the partner's own headers and codes, US dates (data/formats/tanf-north.json)",
		where: 'tanf-contractor-north: participants, needs, deliveries'
	},
	{
		what: 'a header that changes mid-year: `Client Zip` to 2014 Q2, `ZIP Code` from 2014 Q3',
		where: 'tanf-contractor-north: participants'
	},
	{
		what: 'ZIP codes that lost their leading zeros (02118 and 06106 as 2118 and 6106)',
		where: 'city-housing-authority: participants'
	},
	{
		what: 'dollar signs and thousands separators, every cell quoted',
		where: 'county-housing-authority: deliveries'
	},
	{
		what: 'a UTF-8 byte order mark, other column order, ids with leading zeros, SSNs without hyphens',
		where: 'training-college'
	},
	{ what: 'a column nobody asked for, `campus`', where: 'training-college: enrollments' },
	{ what: 'names in capitals', where: 'county-human-services, city-housing-authority' },
	{ what: 'a placeholder for an unknown SSN, 999-99-9999', where: 'county-human-services: participants' },
	{ what: 'a late partner: no file for 2015 Q3', where: 'county-housing-authority' },
	{
		what: 'a resubmitted quarter: first without what came after 15 September, then whole',
		where: 'tanf-contractor-south/2014Q3/deliveries.csv and deliveries.resubmitted.csv'
	},
	{
		what: 'a group of exactly 4: refugees served by the city housing authority, in each of 2014 Q1 to Q3',
		where: 'city-housing-authority: deliveries'
	},
	{
		what: 'a group of exactly 12: refugees served by the county housing authority, in 2014 Q3 and Q4',
		where: 'county-housing-authority: deliveries'
	}
];
