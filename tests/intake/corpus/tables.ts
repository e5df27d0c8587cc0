/** A clean table that files of the corpus stand for; its first row is the header. */
export interface CleanTable {
	name: string;
	rows: string[][];
	/** Every letter exists in Windows-1252. */
	isWestern: boolean;
}

const SERVICES = ['child_care', 'transportation', 'tuition', 'housing'];
const STREETS = ['Elm Street 4', 'Broad Avenue 12, rear', 'Old Mill; unit B', 'Pier 7 | north', 'Café Row 3'];
const REMARKS = [
	'seen twice',
	'said "call back", then left',
	'10" pipe, 3/4" joint',
	"owner's copy",
	'two\nlines',
	'señor Núñez – paid €5',
	', starts with a comma',
	'ends with a backslash \\',
	'"quoted whole"',
	''
];

const pick = <Value>(list: Value[], at: number): Value => list[at % list.length] as Value;
const numbered = (rows: number, row: (at: number) => string[]): string[][] =>
	Array.from({ length: rows }, (_, at) => row(at));

type Maker = (rows: number, seed: number) => Omit<CleanTable, 'name'>;

/** Tables of several trades: with headers that a dataset knows and with others, wide and narrow, plain and hard to quote. */
const MAKERS: Record<string, Maker> = {
	deliveries: (rows, seed) => ({
		isWestern: true,
		rows: [
			['delivery_id', 'participant_id', 'service', 'status', 'date', 'amount_usd'],
			...numbered(rows, (at) => [
				`D-${1000 + at}`,
				`N-${100 + ((at * 7 + seed) % 50)}`,
				pick(SERVICES, at + seed),
				at % 3 === 0 ? 'requested' : 'delivered',
				`2015-0${1 + (at % 3)}-1${at % 10}`,
				`${10 + ((at * 13 + seed) % 900)}.50`
			])
		]
	}),
	parcels: (rows, seed) => ({
		isWestern: true,
		rows: [
			['Parcel', 'Street', 'Built', 'Remark', 'Area'],
			...numbered(rows, (at) => [
				`P${seed}-${at}`,
				pick(STREETS, at + seed),
				String(1950 + ((at * 11 + seed) % 60)),
				pick(REMARKS, at * 3 + seed),
				`${100 + at}`
			])
		]
	}),
	words: (rows, seed) => ({
		isWestern: false,
		rows: [
			['Word', 'Language', 'Länge'],
			...numbered(rows, (at) => [
				pick(['漢字', 'שלום', 'naïve', 'Ωμέγα', '😀 smile', 'façade', 'plain'], at + seed),
				pick(['zh', 'he', 'fr', 'el', 'emoji', 'en'], at),
				String(3 + (at % 9))
			])
		]
	}),
	pairs: (rows, seed) => ({
		isWestern: true,
		rows: [['Code', 'Label'], ...numbered(rows, (at) => [`c${at}`, pick(SERVICES, at + seed)])]
	}),
	readings: (rows, seed) => ({
		isWestern: true,
		rows: [
			['Meter', 'Jan', 'Feb', 'Mar'],
			...numbered(rows, (at) => [3, 5, 7, 11].map((by) => String(100 + ((at * by + seed) % 900))))
		]
	}),
	wide: (rows, seed) => ({
		isWestern: true,
		rows: [
			numbered(40, (at) => [`Field ${at + 1}`]).flat(),
			...numbered(rows, (at) => numbered(40, (cell) => [`v${(at * cell + seed) % 97}`]).flat())
		]
	}),
	sparse: (rows, seed) => ({
		isWestern: true,
		rows: [
			['Case', 'Opened', 'Closed', 'Result'],
			...numbered(rows, (at) => [
				`K${at + 1}`,
				`2015-02-${10 + (at % 18)}`,
				(at + seed) % 3 ? '' : '2015-03-01',
				(at + seed) % 4 ? '' : 'met'
			])
		]
	})
};

/** A clean table by number: every maker in turn, with other lengths and values each time around. */
export function cleanTable(number: number): CleanTable {
	const makers = Object.entries(MAKERS);
	const [name, make] = pick(makers, number);
	return { name, ...make(8 + ((number * 5) % 31), Math.floor(number / makers.length)) };
}
