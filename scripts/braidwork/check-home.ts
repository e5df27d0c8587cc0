import { checkAccounts } from '$lib/server/accounts';
import { verifyAudit, type Verdict } from '$lib/server/audit';
import { checkFolder, type OpenHome } from '$lib/server/desk';
import { checkInvariants, findStrays } from '$lib/server/intake';
import { auditKept, checkKept, type Exposure } from '$lib/server/measures';
import { plural } from './table';

/** What a look at everything in a home found, in sentences. */
export interface Checked {
	problems: string[];
	notes: string[];
	/** The audit log: where it ends, and from which line on it does not fit. */
	audit: Verdict;
}

/** Verifies every invariant of a home: its folder, its accounts, its history, its rows, its originals, and the tables that were shown. */
export async function checkHome(home: OpenHome): Promise<Checked> {
	const folder = await checkFolder(home);
	const accounts = checkAccounts(home.dir, { isDemo: home.settings.demo, now: new Date() });
	const kept = await checkInvariants(home.warehouse);
	const audit = await verifyAudit(home.dir);
	const unreadable = await checkKept(home.warehouse);
	const exposures = unreadable.length > 0 ? [] : await auditKept(home.warehouse, home.settings);
	return {
		problems: [
			...folder.problems,
			...accounts,
			...kept.problems,
			...auditText(audit),
			...unreadable,
			...exposures.map(exposureText)
		],
		notes: [...folder.notes, ...(await findStrays(home.warehouse))],
		audit
	};
}

/** Problems as an error of the interface, and everything as words. */
export function describeChecked({ problems, notes, audit }: Checked): {
	error?: { code: string; message: string; hint: string };
	words: string;
} {
	const remarks = notes.map((note) => `Note: ${note}`);
	if (problems.length === 0)
		return { words: ['Everything is as it should be.', headText(audit), ...remarks].join('\n') };
	const message = `${plural(problems.length, 'thing')} in this home is not as it should be.`;
	const hint = 'Keep a copy of the folder before you change anything.';
	return {
		error: { code: 'invariants', message, hint },
		words: [message, ...problems.map((problem) => `- ${problem}`), ...remarks].join('\n')
	};
}

function auditText({ broken }: Verdict): string[] {
	return broken ? [`The audit log does not fit from line ${broken.line} on. ${broken.why}`] : [];
}

/** Whoever keeps this line elsewhere can prove later that nothing before it was cut or changed. */
function headText({ head }: Verdict): string {
	return `The audit log has ${plural(head.n, 'entry', 'entries')}; the hash of the last is ${head.hash}.`;
}

function exposureText({ family, state, beside, counts }: Exposure): string {
	if (beside !== undefined)
		return `Tables "${family}" of states ${beside} and ${state}: by subtraction, ${plural(counts, 'change')} of fewer people than the threshold can be worked out. Show nobody these pages, and tell the makers of Braidwork.`;
	const words = plural(counts, 'withheld count');
	return `Tables "${family}" of state ${state}: ${words} can be worked out to be small. Show nobody these pages, and tell the makers of Braidwork.`;
}
