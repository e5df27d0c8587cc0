import type { PlanAnswer } from '$lib/ui/plans/plan-answer';
import { PLAN_WORDS } from '$lib/ui/words/plan-page';

/** Milliseconds after a movement before it is asked, and after an answer before the rest is asked. */
const SOON = 40;
const REST = 350;

/** What is told while a form is followed. */
export interface Followed {
	onmove: () => void;
	onanswer: (answer: PlanAnswer) => void;
	onfault: (sentence: string) => void;
}

/**
 * Follows a form: each movement asks for the plan alone, and once it rests for all that is found beside it. An answer
 * that a later question has overtaken is dropped.
 */
export function followForm({ onmove, onanswer, onfault }: Followed): (form: HTMLFormElement) => void {
	let turn = 0;
	let asking: AbortController | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function ask(form: HTMLFormElement, mine: number, explain: boolean): Promise<void> {
		asking?.abort();
		asking = new AbortController();
		try {
			const answer = await askPlan(form, { explain, signal: asking.signal });
			if (mine !== turn) return;
			onanswer(answer);
			if (!explain) timer = setTimeout(() => void ask(form, mine, true), REST);
		} catch (mistake) {
			if (mine === turn) onfault(mistake instanceof Error ? mistake.message : PLAN_WORDS.failed);
		}
	}

	return (form) => {
		turn += 1;
		const mine = turn;
		onmove();
		clearTimeout(timer);
		timer = setTimeout(() => void ask(form, mine, false), SOON);
	};
}

interface Asking {
	explain: boolean;
	signal: AbortSignal;
}

async function askPlan(form: HTMLFormElement, { explain, signal }: Asking): Promise<PlanAnswer> {
	const fields = new FormData(form);
	const body = new URLSearchParams();
	for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
	const reply = await fetch(`/plans/answer?explain=${explain}`, { method: 'POST', body, signal });
	const told: unknown = await reply.json();
	if (reply.ok && told !== null) return told as PlanAnswer;
	throw new Error(titleOf(told));
}

function titleOf(problem: unknown): string {
	const { title } = (problem ?? {}) as { title?: unknown };
	return typeof title === 'string' ? title : PLAN_WORDS.failed;
}
