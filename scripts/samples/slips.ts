import { quarterName } from './days.ts';
import type { Filed, Row } from './filed.ts';

/** Rows that are wrong on purpose: which file, what they say, and whether they are refused or only warned of. */
export interface Slip {
	partner: string;
	period: string;
	dataset: string;
	count: number;
	effect: 'rejected' | 'warned';
	what: string;
	/** The wrong row, made from a right one of the same file. */
	make: (row: Row, at: number) => Row;
	/** Which rows it may be made from. */
	from: (row: Row) => boolean;
	/** Wrong rows are added to the right ones, or stand in their place. */
	replaces: boolean;
}

/** Every wrong row of the samples. */
export const SLIPS: Slip[] = [
	{
		partner: 'tanf-contractor-south',
		period: '2014Q1',
		dataset: 'deliveries',
		count: 2,
		effect: 'rejected',
		what: 'a negative amount, where a payment was to be taken back',
		make: (row, at) => ({ ...row, delivery_id: `DS-9000${at}`, amount_usd: `-${row.amount_usd}` }),
		from: (row) => row.service === 'child_care' && row.status === 'delivered',
		replaces: false
	},
	{
		partner: 'tanf-contractor-north',
		period: '2014Q2',
		dataset: 'needs',
		count: 1,
		effect: 'rejected',
		what: 'a barrier code, PET, that nobody declared',
		make: (row) => ({ ...row, need_id: 'NN-90001', service: 'PET' }),
		from: () => true,
		replaces: false
	},
	{
		partner: 'workforce-partnership',
		period: '2014Q4',
		dataset: 'enrollments',
		count: 1,
		effect: 'rejected',
		what: 'an end date a year before the start date',
		make: (row) => ({ ...row, enrollment_id: 'E-9001', end_date: `2013${row.end_date!.slice(4)}` }),
		from: (row) =>
			row.status === 'withdrew' && row.start_date!.startsWith('2014') && !row.end_date!.endsWith('02-29'),
		replaces: false
	},
	{
		partner: 'training-college',
		period: '2015Q1',
		dataset: 'enrollments',
		count: 3,
		effect: 'warned',
		what: 'a credential date, but no credential',
		make: (row) => ({ ...row, credential: '' }),
		from: (row) => row.credential !== '',
		replaces: true
	},
	{
		partner: 'county-housing-authority',
		period: '2014Q2',
		dataset: 'participants',
		count: 2,
		effect: 'warned',
		what: 'an exit reason, but no exit date',
		make: (row) => ({ ...row, exit_reason: 'unknown' }),
		from: (row) => row.exit_date === '',
		replaces: true
	}
];

/** Puts the wrong rows of this file among the right ones. */
export function withSlips(filed: Filed): Filed {
	const slips = SLIPS.filter(
		({ partner, period, dataset }) =>
			partner === filed.partner && period === quarterName(filed.quarter) && dataset === filed.dataset
	);
	return { ...filed, rows: slips.reduce(apply, filed.rows) };
}

function apply(rows: Row[], slip: Slip): Row[] {
	const chosen = rows.filter(slip.from).slice(0, slip.count);
	const wrong = new Map(chosen.map((row, at) => [row, slip.make(row, at + 1)]));
	return rows.flatMap((row) => {
		const made = wrong.get(row);
		if (!made) return [row];
		return slip.replaces ? [made] : [row, made];
	});
}
