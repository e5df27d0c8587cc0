import { study, type LinearProgram, type Step, type Study, type StudyOptions } from '$lib/server/solver';
import type { RuleKind, BookKind } from './programme/rule';
import type { Written } from './programme/write-program';

/** From this many columns on interior point and crossover are sooner than simplex (measured). */
const INTERIOR_FROM = 25_000;

/** Dollars in one unit of money: beside people and their weights, interior point is a third sooner than with dollars (measured). */
const UNIT = 10_000;

/** How far money is moved where the worth of a step is looked after: a dollar, which is well above rounding here. */
const DOLLAR = 1;

const IN_PEOPLE: ReadonlySet<RuleKind | BookKind> = new Set([
	'need',
	'capacity',
	'offering',
	'count',
	'floor'
]);

/** Solves a written programme by the method that is sooner for its size; values, multipliers and gains are per dollar and person. */
export async function studyWritten(
	written: Written,
	options: StudyOptions,
	costs?: Float64Array
): Promise<Study> {
	const program = costs ? { ...written.program, costs } : written.program;
	if (program.costs.length < INTERIOR_FROM) return study(program, { ...options, method: 'simplex' });
	const isMoneyRow = Uint8Array.from(written.rules, ({ kind }) => (IN_PEOPLE.has(kind) ? 0 : 1));
	const steps = (options.steps ?? []).map((step) => inUnits(step, isMoneyRow));
	const scaled = inUnitsOfMoney(program, isMoneyRow, written.isMoney);
	const solved = await study(scaled, { ...options, method: 'interior-point', steps });
	return {
		...solved,
		values: solved.values?.map((value, column) => (written.isMoney[column] ? value * UNIT : value)) ?? null,
		rowDuals: solved.rowDuals?.map((dual, row) => (isMoneyRow[row] ? dual / UNIT : dual)) ?? null
	};
}

function inUnits({ rows, amounts }: Step, isMoneyRow: Uint8Array): Step {
	const isMoney = rows.some((row) => isMoneyRow[row] === 1);
	const moved = amounts.map((amount, at) => (isMoneyRow[rows[at]!] ? amount / UNIT : amount));
	return isMoney ? { rows, amounts: moved, move: DOLLAR } : { rows, amounts };
}

/** The same programme with money columns and money rows in larger units. */
function inUnitsOfMoney(program: LinearProgram, isMoneyRow: Uint8Array, isMoney: Uint8Array): LinearProgram {
	const coefficients = program.coefficients.slice();
	for (let row = 0; row < isMoneyRow.length; row++)
		for (let at = program.starts[row]!; at < program.starts[row + 1]!; at++) {
			if (isMoney[program.columns[at]!]) coefficients[at]! *= UNIT;
			if (isMoneyRow[row]) coefficients[at]! /= UNIT;
		}
	const smaller = (of: Float64Array, isIn: Uint8Array) =>
		of.map((value, at) => (isIn[at] ? value / UNIT : value));
	return {
		...program,
		coefficients,
		costs: program.costs.map((cost, column) => (isMoney[column] ? cost * UNIT : cost)),
		upper: smaller(program.upper, isMoney),
		rowLower: smaller(program.rowLower, isMoneyRow),
		rowUpper: smaller(program.rowUpper, isMoneyRow)
	};
}
