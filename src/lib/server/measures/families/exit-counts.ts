import type { FamilySum } from '$lib/server/disclosure';

/** A point at which people who left are asked about work: the mart's column, and what its counts end in. */
interface Point {
	column: string;
	suffix: string;
	/** Whether the answers say if a job is in health care. */
	tellsField: boolean;
	/** The mart's column that says, of whom it can be said, whether the wage rose since entry. */
	rose?: string;
}

const AT_EXIT: Point = { column: 'job_exit', suffix: '', tellsField: true, rose: 'rose_exit' };
const AT_6M: Point = { column: 'job_6m', suffix: '_6m', tellsField: true, rose: 'rose_6m' };
const IN_Q2: Point = { column: 'job_q2', suffix: '_q2', tellsField: false };
const IN_Q4: Point = { column: 'job_q4', suffix: '_q4', tellsField: false };
const POINTS = [AT_EXIT, AT_6M, IN_Q2, IN_Q4];

/** People whose observation is due, by whether they have a job; `not_known`: due, and no partner filed an outcome. */
function jobCounts({ column, suffix, tellsField }: Point): Record<string, string> {
	return named(suffix, {
		due: `count(*) FILTER (${column} <> 'not_yet')`,
		employed: `count(*) FILTER (${column} IN ('health_job', 'other_job'))`,
		not_employed: `count(*) FILTER (${column} IN ('not_employed', 'not_known'))`,
		...(tellsField
			? {
					health_job: `count(*) FILTER (${column} = 'health_job')`,
					other_job: `count(*) FILTER (${column} = 'other_job')`,
					not_health: `count(*) FILTER (${column} IN ('other_job', 'not_employed', 'not_known'))`
				}
			: {})
	});
}

function jobSums({ suffix, tellsField }: Point): FamilySum[] {
	const sum = (total: string, ...parts: string[]) => ({
		total: total + suffix,
		parts: parts.map((part) => part + suffix)
	});
	const byField = [sum('employed', 'health_job', 'other_job'), sum('due', 'health_job', 'not_health')];
	return [sum('due', 'employed', 'not_employed'), ...(tellsField ? byField : [])];
}

/** How many of those due were answered, and of how many employed people a wage can be compared. */
function besideCounts({ column, suffix, rose }: Point): Record<string, string> {
	return named(suffix, {
		...(rose
			? {
					compared: `count(*) FILTER (${rose} IS NOT NULL)`,
					rose: `count(*) FILTER (${rose})`,
					not_risen: `count(*) FILTER (NOT ${rose})`,
					not_compared: `count(*) FILTER (${column} IN ('health_job', 'other_job') AND ${rose} IS NULL)`
				}
			: {}),
		answered: `count(*) FILTER (${column} IN ('health_job', 'other_job', 'not_employed'))`,
		without_job: `count(*) FILTER (${column} = 'not_employed')`,
		unanswered: `count(*) FILTER (${column} = 'not_known')`
	});
}

function besideSums({ suffix, rose }: Point): FamilySum[] {
	const sum = (total: string, ...parts: string[]) => ({
		total: total + suffix,
		parts: parts.map((part) => part + suffix)
	});
	return [
		sum('answered', 'employed', 'without_job'),
		sum('not_employed', 'without_job', 'unanswered'),
		...(rose ? [sum('employed', 'compared', 'not_compared'), sum('compared', 'rose', 'not_risen')] : [])
	];
}

function named(suffix: string, counts: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(counts).map(([name, sql]) => [name + suffix, sql]));
}

const CREDENTIAL = {
	credential_due: `count(*) FILTER (credential IN ('earned', 'not_earned'))`,
	credential: `count(*) FILTER (credential = 'earned')`,
	no_credential: `count(*) FILTER (credential = 'not_earned')`
};

const EARNINGS = {
	earning_q2: 'count(earnings_cents)',
	not_earning_q2: `count(*) FILTER (job_q2 = 'other_job' AND earnings_cents IS NULL)`
};

/** What every table of the family counts: jobs at exit. */
export const AT_EXIT_COUNTS = jobCounts(AT_EXIT);

/** What its coarse tables count beside that: later jobs, credentials, wages, and who answered. The first are told first. */
export const LATER_COUNTS: Record<string, string> = {
	...jobCounts(AT_6M),
	...CREDENTIAL,
	...jobCounts(IN_Q2),
	...jobCounts(IN_Q4),
	...EARNINGS,
	...Object.assign({}, ...POINTS.map(besideCounts))
};

/** The sums that all of these keep to. */
export const EXIT_SUMS: FamilySum[] = [
	...POINTS.flatMap(jobSums),
	{ total: 'credential_due', parts: ['credential', 'no_credential'] },
	{ total: 'employed_q2', parts: ['earning_q2', 'not_earning_q2'] },
	...POINTS.flatMap(besideSums)
];

/** How many people's observation is still to come, by the figure that says of a cell whether there is anybody. */
export const AWAITED: Record<string, string> = {
	is_awaited_credential: `count(*) FILTER (credential = 'not_yet')`,
	...Object.fromEntries(
		POINTS.map(({ column, suffix }) => [`is_awaited${suffix}`, `count(*) FILTER (${column} = 'not_yet')`])
	)
};
