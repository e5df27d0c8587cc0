/** A linear or mixed-integer programme: rowLower <= A x <= rowUpper, lower <= x <= upper; A by rows. */
export interface LinearProgram {
	sense: 'minimize' | 'maximize';
	costs: Float64Array;
	lower: Float64Array;
	upper: Float64Array;
	/** 1 where a column must be whole; left out when none must. */
	whole?: Uint8Array;
	rowLower: Float64Array;
	rowUpper: Float64Array;
	/** Where each row's terms start in `columns` and `coefficients`; one entry more than there are rows. */
	starts: Int32Array;
	columns: Int32Array;
	coefficients: Float64Array;
}

/** Another question to the same rows: its direction and its costs, zero for every column not named. */
export interface Objective {
	sense: 'minimize' | 'maximize';
	terms: [column: number, cost: number][];
}

/** What a column is to be: within one of these spans, the first that it can reach. */
export interface Demand {
	column: number;
	spans: { low: number; high: number }[];
}

/** `spared`: an answer before meets the demand already; `undecided`: rounding kept the solver from an answer. */
export type SolutionStatus = 'optimal' | 'infeasible' | 'unbounded' | 'time_limit' | 'spared' | 'undecided';

/** The answer to one programme. After `time_limit` the values are the best found so far, if any. */
export interface Solution {
	status: SolutionStatus;
	objective: number;
	/** One value per column; null where no feasible point is known. */
	values: Float64Array | null;
	/** One dual per row; null for mixed-integer programmes and where there is none. */
	rowDuals: Float64Array | null;
	/** How far the objective can still improve, of mixed-integer programmes; else the objective itself. */
	bound: number;
}

/** How far a search has come; a linear programme under way has only its time, the rest is NaN. */
export interface SolveProgress {
	seconds: number;
	nodes: number;
	incumbent: number;
	bound: number;
}

/** How long a solve may take, who may stop it, and who wants to hear how it goes. */
export interface SolveOptions {
	/** Seconds; 60 when left out. */
	timeLimit?: number;
	signal?: AbortSignal;
	onProgress?: (progress: SolveProgress) => void;
}

/** A small move of some rows' upper bounds together, whose worth is asked. */
export interface Step {
	rows: Int32Array;
	/** How far each bound moves in a step of one. */
	amounts: Float64Array;
	/** The part of a step that bounds are moved by where it is looked after; a thousandth when left out. */
	move?: number;
}

/** Values of some columns. */
export interface Start {
	columns: Int32Array;
	values: Float64Array;
}

/** How a large programme is solved, and what is asked of it beside its answer. */
export interface StudyOptions extends SolveOptions {
	/** Primal simplex from nothing given, which plans begin feasible from; interior point with crossover for very large ones (measured). */
	method?: 'simplex' | 'interior-point';
	/** Whole numbers that a search may begin from; the solver completes them. */
	start?: Start;
	/** The gap at which a search over whole numbers may end, as a share of the objective. */
	gap?: number;
	steps?: Step[];
	/** How many of the steps, the first ones, are looked after; all when left out. The others have their multipliers. */
	lookAfter?: number;
	/** Seconds that may go into looking after the steps. */
	stepSeconds?: number;
}

/** What of these the worker is told. */
export type StudyAsked = Required<
	Pick<StudyOptions, 'method' | 'gap' | 'steps' | 'stepSeconds' | 'lookAfter'>
> & {
	start: Start | null;
};

/** The answer to a large programme. */
export interface Study extends Solution {
	/** One gain of the objective for each step, per step of one; null where there are no multipliers. */
	gains: Float64Array | null;
	/** How many gains were looked after: those hold for a step that is small enough, in this direction. */
	lookedAfter: number;
}

/** Terms of one row: column and coefficient. */
export type Terms = [column: number, coefficient: number][];

/** Collects columns and rows one by one and packs them into a programme. */
export class ProgramDraft {
	private readonly costs: number[] = [];
	private readonly lower: number[] = [];
	private readonly upper: number[] = [];
	private readonly whole: number[] = [];
	private readonly rowLower: number[] = [];
	private readonly rowUpper: number[] = [];
	private readonly starts: number[] = [0];
	private readonly columns: number[] = [];
	private readonly coefficients: number[] = [];

	/** Adds a column and returns its number. */
	addColumn(column: { lower: number; upper: number; cost?: number; whole?: boolean }): number {
		this.lower.push(column.lower);
		this.upper.push(column.upper);
		this.costs.push(column.cost ?? 0);
		return this.whole.push(column.whole ? 1 : 0) - 1;
	}

	/** Adds a row that keeps the sum of its terms between `lower` and `upper`. */
	addRow(lower: number, upper: number, terms: Terms): void {
		for (const [column, coefficient] of terms) {
			this.columns.push(column);
			this.coefficients.push(coefficient);
		}
		this.starts.push(this.columns.length);
		this.rowLower.push(lower);
		this.rowUpper.push(upper);
	}

	/** The programme as typed arrays, ready to be sent to the solver. */
	pack(sense: LinearProgram['sense']): LinearProgram {
		return {
			sense,
			costs: Float64Array.from(this.costs),
			lower: Float64Array.from(this.lower),
			upper: Float64Array.from(this.upper),
			...(this.whole.includes(1) ? { whole: Uint8Array.from(this.whole) } : {}),
			rowLower: Float64Array.from(this.rowLower),
			rowUpper: Float64Array.from(this.rowUpper),
			starts: Int32Array.from(this.starts),
			columns: Int32Array.from(this.columns),
			coefficients: Float64Array.from(this.coefficients)
		};
	}
}
