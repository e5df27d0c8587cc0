/** How large a made partnership is. */
export interface Size {
	name: 'S' | 'M' | 'L' | 'C';
	people: number;
	deliveries: number;
	/** Whether people have needs: without them a size is only for what is asked of training. */
	hasNeeds?: false;
}

/** The sizes of design: the sample partnership's, a large region's, and a state's. */
export const SIZES: Record<string, Size> = {
	S: { name: 'S', people: 2_400, deliveries: 30_000 },
	M: { name: 'M', people: 100_000, deliveries: 1_800_000 },
	L: { name: 'L', people: 1_000_000, deliveries: 18_600_000 }
};

/** A state's people in training, with one delivery each and nothing else: made and loaded in a minute or two. */
export const IN_TRAINING: Size = { name: 'C', people: 1_000_000, deliveries: 1_000_000, hasNeeds: false };

/** The eight quarters that a made partnership files. */
export const QUARTERS = ['2013Q4', '2014Q1', '2014Q2', '2014Q3', '2014Q4', '2015Q1', '2015Q2', '2015Q3'];

/** The eight partners that file them. */
export const PARTNERS = [
	'workforce',
	'navigators',
	'county',
	'tanf-north',
	'tanf-south',
	'housing-city',
	'housing-county',
	'college'
];
