/**
 * How statistics are computed, as lines that a screen reader can say. They are the conventions of R's survival: at risk
 * in a month is everybody watched when it began, and leaving comes before no longer being watched.
 */
const WILSON = [
	'Share p = counted / all, with n = all and z = 1.96.',
	'Middle = (p + z² / 2n) / (1 + z² / n).',
	'Half width = z × √(p (1 − p) / n + z² / 4n²) / (1 + z² / n); the interval is middle ± half width.'
];

const KAPLAN_MEIER = [
	'For each month k: nₖ people at risk when it began, dₖ of them withdrew in it.',
	'S(t) = (1 − d₁/n₁) × (1 − d₂/n₂) × … up to month t.',
	'Standard error: S(t) × √( Σ dₖ / (nₖ (nₖ − dₖ)) ), summed over the months up to t.',
	'Interval: with s = √( Σ dₖ / (nₖ (nₖ − dₖ)) ) / ln S(t), from exp(−exp(ln(−ln S(t)) − z s)) to exp(−exp(ln(−ln S(t)) + z s)), z = 1.96.'
];

const AALEN_JOHANSEN = [
	'S(k−) is the share that had not left in any way before month k; dₖ people left in it for one cause, nₖ were at risk.',
	'Share gone for that cause by month t: F(t) = Σ S(k−) × dₖ / nₖ, summed over the months up to t.',
	'The shares of all causes and of those still there add up to 1.',
	'Interval: F(t) × exp(± z × se / F(t)), z = 1.96, se by the delta method.'
];

const LOG_RANK = [
	'In each month: D of all N people at risk withdrew, n of them are in the group.',
	'Expected in the group: E = Σ D × n / N over the months; observed O is how many of the group withdrew.',
	'Variance: V = Σ D (N − D) / (N − 1) × n / N × (1 − n / N), and between groups g and h −Σ D (N − D) / (N − 1) × n_g n_h / N².',
	'Chi-square = (O − E) V⁻¹ (O − E) over all groups but one, with groups − 1 degrees of freedom.'
];

const HOLM = [
	'Sort the p-values of the m pairs from small to large.',
	'Adjusted p of the i-th = the largest of (m − j + 1) × p of the j-th for all j up to i, and at most 1.'
];

const RESTRICTED_MEAN = [
	'Mean within h months = area under S(t) from 0 to h.',
	'Variance = Σ A(k)² × dₖ / (nₖ (nₖ − dₖ)), where A(k) is the area from month k to h; interval: mean ± 1.96 × its square root.',
	'Month by which a quarter (a half) withdrew: the first t with S(t) ≤ 0.75 (0.5); on a flat exactly there, its middle.'
];

const MANTEL_HAENSZEL = [
	'In each step (and program) i: aᵢ of nᵢ people with the support completed, bᵢ of mᵢ without it, Nᵢ = nᵢ + mᵢ.',
	'Difference = Σ wᵢ (aᵢ/nᵢ − bᵢ/mᵢ) / Σ wᵢ with wᵢ = nᵢ mᵢ / Nᵢ.',
	'Interval of Sato: difference ± 1.96 × √(difference × Σ Pᵢ + Σ Qᵢ) / Σ wᵢ, with Pᵢ = (nᵢ² bᵢ − mᵢ² aᵢ + nᵢ mᵢ (mᵢ − nᵢ) / 2) / Nᵢ² and Qᵢ = (aᵢ (mᵢ − bᵢ) + bᵢ (nᵢ − aᵢ)) / 2Nᵢ.',
	'Test: log-rank, within programs the sums over programs.'
];

/** Formulas by the name of the statistic. */
export const FORMULAS = {
	wilson: WILSON,
	kaplanMeier: KAPLAN_MEIER,
	aalenJohansen: AALEN_JOHANSEN,
	logRank: LOG_RANK,
	pairs: [...LOG_RANK, ...HOLM],
	restrictedMean: RESTRICTED_MEAN,
	adjusted: MANTEL_HAENSZEL,
	bySupport: [
		'Completed: as where the members of a cohort are (Aalen-Johansen); not withdrawn: as how long people stay (Kaplan-Meier); over steps instead of months.',
		...MANTEL_HAENSZEL
	],
	persons: ['A count of persons, each of them once.'],
	median: ['Sort the amounts: the middle one, or with an even number of them the mean of the middle two.'],
	cohort: [
		'Share = (active + completed at the end of quarter start + n) / all who started in the quarter.',
		...WILSON
	],
	count: ['A count of persons; the share beside it is the count / all who withdrew.']
} as const;
